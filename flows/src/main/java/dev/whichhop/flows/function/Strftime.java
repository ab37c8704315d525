package dev.whichhop.flows.function;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A format of {@code strftime(3)}, with English names.
 *
 * <p>Source: POSIX.1-2024, strftime, and the widespread {@code %s}, {@code %L} and {@code %f}
 * (seconds since 1970, milliseconds, microseconds). CloudWatch names no list.
 */
record Strftime(String format) {
  private static final Map<Character, DateTimeFormatter> DIRECTIVES =
      Map.ofEntries(
          entry('Y', "uuuu"),
          entry('y', "uu"),
          entry('m', "MM"),
          entry('d', "dd"),
          entry('e', "ppd"),
          entry('H', "HH"),
          entry('k', "ppH"),
          entry('I', "hh"),
          entry('l', "pph"),
          entry('M', "mm"),
          entry('S', "ss"),
          entry('L', "SSS"),
          entry('f', "SSSSSS"),
          entry('p', "a"),
          entry('j', "DDD"),
          entry('a', "EEE"),
          entry('A', "EEEE"),
          entry('b', "MMM"),
          entry('h', "MMM"),
          entry('B', "MMMM"),
          entry('z', "xx"),
          entry('Z', "zzz"),
          entry('F', "uuuu-MM-dd"),
          entry('T', "HH:mm:ss"),
          entry('R', "HH:mm"),
          entry('D', "MM/dd/uu"));

  private static Map.Entry<Character, DateTimeFormatter> entry(char directive, String pattern) {
    return Map.entry(directive, DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
  }

  /** Nothing when the format has a directive that is none. */
  static Optional<Strftime> of(String format) {
    for (int i = format.indexOf('%'); i >= 0; i = format.indexOf('%', i + 2)) {
      boolean known =
          i + 1 < format.length()
              && (DIRECTIVES.containsKey(format.charAt(i + 1))
                  || "%ntsuVG".indexOf(format.charAt(i + 1)) >= 0);
      if (!known) {
        return Optional.empty();
      }
    }
    return Optional.of(new Strftime(format));
  }

  String format(ZonedDateTime time) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '%') {
        i++;
        text.append(directive(format.charAt(i), time));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static String directive(char directive, ZonedDateTime time) {
    return switch (directive) {
      case '%' -> "%";
      case 'n' -> "\n";
      case 't' -> "\t";
      case 's' -> String.valueOf(time.toEpochSecond());
      case 'u' -> String.valueOf(time.getDayOfWeek().getValue());
      case 'V' -> String.format("%02d", time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case 'G' -> String.valueOf(time.get(IsoFields.WEEK_BASED_YEAR));
      default -> {
        DateTimeFormatter formatter = DIRECTIVES.get(directive);
        if (formatter == null) {
          throw new IllegalStateException("%" + directive + " was checked");
        }
        yield formatter.format(time);
      }
    };
  }
}
