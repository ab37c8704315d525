package dev.whichhop.flows.input;

import dev.whichhop.model.evidence.Place;

/** A line that should have been a record and is none. */
public record Damage(Place place, String expected) {}
