package dev.whichhop.records;

import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Place;

/**
 * What is known about a line before it is parsed.
 *
 * @param place file and line
 * @param instance pod or file that wrote it, for the vantage
 * @param component which program the file was found to come from
 * @param year of lines whose time has none (klog, syslog); 1970 when nothing tells
 */
public record LineContext(Place place, String instance, Component component, int year) {

  public LineContext(Place place, String instance, Component component) {
    this(place, instance, component, 1970);
  }
}
