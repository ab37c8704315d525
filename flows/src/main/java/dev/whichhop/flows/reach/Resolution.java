package dev.whichhop.flows.reach;

import java.util.List;

/** What a name of an end stands for. */
public sealed interface Resolution {

  /** One location, or the interfaces that have a named security group. */
  record Found(List<Location> locations) implements Resolution {}

  /**
   * Nothing that was read has it, or too much.
   *
   * @param why in English, for the command line
   * @param command prints what is missing; empty where none does
   */
  record NotFound(String why, String command) implements Resolution {}
}
