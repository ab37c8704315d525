package dev.whichhop.flows.language;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The units of a period of time, with all their spellings.
 *
 * <p>Source: CWL_QuerySyntax-Stats, the list of units of {@code bin}; every spelling of more than
 * one letter may take a plural s.
 */
public enum PeriodUnit {
  MILLISECOND("ms", "msec", "millisecond"),
  SECOND("s", "sec", "second"),
  MINUTE("m", "min", "minute"),
  HOUR("h", "hr", "hour"),
  DAY("d", "day"),
  WEEK("w", "week"),
  MONTH("mo", "mon", "month"),
  QUARTER("q", "qtr", "quarter"),
  YEAR("y", "yr", "year");

  private final List<String> spellings;

  PeriodUnit(String... spellings) {
    this.spellings = List.of(spellings);
  }

  /** The shortest spelling, which the formatter writes. */
  public String symbol() {
    return spellings.getFirst();
  }

  static Optional<PeriodUnit> of(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(unit -> unit.isSpelt(lower)).findFirst();
  }

  private boolean isSpelt(String word) {
    return spellings.stream()
        .anyMatch(one -> word.equals(one) || (one.length() > 1 && word.equals(one + "s")));
  }
}
