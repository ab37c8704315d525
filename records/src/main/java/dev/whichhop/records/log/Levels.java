package dev.whichhop.records.log;

import java.util.Locale;

/** Words for the level of a log record, reduced to ERROR, WARN, INFO and DEBUG. */
final class Levels {
  private Levels() {}

  /** The level that the word stands for; empty when it is no such word. */
  static String of(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "ERROR",
          "ERR",
          "FATAL",
          "CRITICAL",
          "CRIT",
          "PANIC",
          "DPANIC",
          "SEVERE",
          "EMERG",
          "ALERT",
          "EXCEPTION" ->
          "ERROR";
      case "WARN", "WARNING", "WRN" -> "WARN";
      case "INFO", "INF", "NOTICE", "INFORMATION" -> "INFO";
      case "DEBUG", "DBG", "TRACE", "TRC", "FINE", "FINER", "FINEST", "VERBOSE" -> "DEBUG";
      default -> "";
    };
  }

  /** The level of pino and bunyan numbers: 10 trace, 20 debug, 30 info, 40 warn, 50 error. */
  static String ofNumber(int number) {
    if (number >= 50) {
      return "ERROR";
    }
    if (number >= 40) {
      return "WARN";
    }
    return number >= 30 ? "INFO" : "DEBUG";
  }

  /** The level of a klog letter; empty for other letters. */
  static String ofLetter(char letter) {
    return switch (letter) {
      case 'E', 'F', 'C' -> "ERROR";
      case 'W' -> "WARN";
      case 'I' -> "INFO";
      case 'D' -> "DEBUG";
      default -> "";
    };
  }
}
