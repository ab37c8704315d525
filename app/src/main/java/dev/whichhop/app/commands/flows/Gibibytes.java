package dev.whichhop.app.commands.flows;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Limits that an option gives in GiB. */
final class Gibibytes {
  private static final double GIB = 1L << 30;

  private Gibibytes() {}

  /**
   * @throws ParameterException where it is less than none, or no number
   */
  static long bytes(CommandLine line, String option, double gibibytes) {
    if (!(gibibytes >= 0)) {
      throw new ParameterException(line, option + ": expected 0 GiB or more, found " + gibibytes);
    }
    return (long) (gibibytes * GIB);
  }
}
