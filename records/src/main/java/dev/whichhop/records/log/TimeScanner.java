package dev.whichhop.records.log;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scans one time; every method moves forward over what it recognises. */
final class TimeScanner {
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final int FIRST_SHORT_YEAR = 2017;
  private static final String WEEKDAYS = "montuewedthufrisatsun";

  /** Minutes east of Greenwich; abbreviations with two meanings (CST, IST) count as no zone. */
  private static final Map<String, Integer> ZONES =
      Map.ofEntries(
          Map.entry("Z", 0),
          Map.entry("UTC", 0),
          Map.entry("GMT", 0),
          Map.entry("CET", 60),
          Map.entry("CEST", 120),
          Map.entry("EET", 120),
          Map.entry("EEST", 180),
          Map.entry("MSK", 180),
          Map.entry("HKT", 480),
          Map.entry("SGT", 480),
          Map.entry("JST", 540),
          Map.entry("KST", 540),
          Map.entry("EST", -300),
          Map.entry("EDT", -240),
          Map.entry("MST", -420),
          Map.entry("MDT", -360),
          Map.entry("PST", -480),
          Map.entry("PDT", -420));

  private final String text;
  private int at;
  private int year;
  private int month = 1;
  private int day = 1;
  private int hour;
  private int minute;
  private int second;
  private int nanos;
  private int zoneMinutes;
  private LeadingTime.Known known = LeadingTime.Known.FULL;

  TimeScanner(String text, int from, int year) {
    this.text = text;
    this.at = from;
    this.year = year;
  }

  @Nullable LeadingTime read() {
    boolean bracket = at < text.length() && text.charAt(at) == '[';
    if (bracket) {
      at++;
    }
    char first = peek(0);
    LeadingTime epoch = isDigit(first) ? epoch(bracket) : null;
    if (epoch != null) {
      return epoch;
    }
    boolean read = isDigit(first) ? startingWithDigit() : startingWithName();
    return read && valid() ? result(bracket) : null;
  }

  private LeadingTime result(boolean bracket) {
    long seconds =
        LocalDate.of(year, month, day).toEpochDay() * 86_400
            + hour * 3600L
            + minute * 60L
            + second
            - zoneMinutes * 60L;
    return new LeadingTime(Instant.ofEpochSecond(seconds, nanos), closed(bracket), known);
  }

  private int closed(boolean bracket) {
    return bracket && peek(0) == ']' ? at + 1 : at;
  }

  /** Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by length. */
  private @Nullable LeadingTime epoch(boolean bracket) {
    int start = at;
    int digits = digitsAhead();
    long unit =
        switch (digits) {
          case 10 -> 1_000_000_000L;
          case 13 -> 1_000_000L;
          case 16 -> 1_000L;
          case 19 -> 1L;
          default -> 0L;
        };
    if (unit == 0 || (peek(0) != '1' && peek(0) != '2')) {
      return null;
    }
    long value = Long.parseLong(text, at, at + digits, 10);
    int fraction = 0;
    at += digits;
    if (digits == 10 && peek(0) == '.' && isDigit(peek(1))) {
      at++;
      fraction = fraction();
    }
    char next = peek(0);
    if (next != 0 && next != ' ' && next != '\t' && next != ']' && next != ',') {
      at = start;
      return null;
    }
    Instant time =
        Instant.ofEpochSecond(
            Math.floorDiv(value, 1_000_000_000L / unit),
            Math.floorMod(value, 1_000_000_000L / unit) * unit + fraction);
    return new LeadingTime(time, closed(bracket), LeadingTime.Known.FULL);
  }

  private boolean startingWithDigit() {
    int digits = digitsAhead();
    char separator = peek(digits);
    if (digits == 4 && (separator == '-' || separator == '/')) {
      year = number(4);
      return skip(separator) && monthNumber() && skip(separator) && dayNumber() && dateEnd();
    }
    if (digits == 8 && (separator == 'T' || separator == ' ' || separator == '-')) {
      year = number(4);
      month = number(2);
      day = number(2);
      return dateEnd();
    }
    if (digits == 6 && separator == ' ') {
      year = 2000 + number(2);
      month = number(2);
      day = number(2);
      return dateEnd();
    }
    if (digits > 2) {
      return false;
    }
    if (digits == 2 && separator == '/' && digitsAheadFrom(at + 3) == 2 && charAt(at + 5) == '/') {
      return shortYear();
    }
    if (separator == ':') {
      known = LeadingTime.Known.TIME_OF_DAY;
      year = 1970;
      return timeOfDay();
    }
    if (separator == '-' && isDigit(peek(digits + 1))) {
      known = LeadingTime.Known.NO_YEAR;
      return monthNumber() && skip('-') && dayNumber() && dateEnd();
    }
    return (separator == '/' || separator == ' ' || separator == '-')
        && dayNumber()
        && skip(separator)
        && monthName()
        && skip(separator)
        && yearNumber()
        && dateEnd();
  }

  /**
   * {@code 24/07/29 21:24:46}: the pattern {@code yy/MM/dd} of Spark's and Hadoop's log4j
   * configuration. Years before there was a mesh are taken for days or months and refused.
   */
  private boolean shortYear() {
    year = 2000 + number(2);
    return year >= FIRST_SHORT_YEAR
        && skip('/')
        && monthNumber()
        && skip('/')
        && digitsAhead() == 2
        && dayNumber()
        && dateEnd();
  }

  /** {@code Nov 24 21:40:12 [2026]}, {@code Tue Nov 24 21:40:12 UTC 2026}, HTTP dates. */
  private boolean startingWithName() {
    if (nameIn(WEEKDAYS) >= 0) {
      at += 3;
      if (peek(0) == ',') {
        at++;
      }
      blanks();
      if (isDigit(peek(0))) {
        return startingWithDigit();
      }
    }
    if (!monthName()) {
      return false;
    }
    blanks();
    if (!dayNumber()) {
      return false;
    }
    if (peek(0) == ',') {
      at++;
    }
    blanks();
    if (digitsAhead() == 4) {
      return yearNumber() && dateEnd();
    }
    if (!timeOfDay()) {
      return false;
    }
    if (peek(0) == ' ' && digitsAheadFrom(at + 1) == 4) {
      at++;
      return yearNumber();
    }
    known = LeadingTime.Known.NO_YEAR;
    return true;
  }

  private boolean dateEnd() {
    char next = peek(0);
    if (next == ',') {
      at++;
      next = peek(0);
    }
    if (next != 'T' && next != ' ' && next != ':' && next != '_' && next != '-' && next != 't') {
      return false;
    }
    at++;
    blanks();
    return timeOfDay();
  }

  private boolean timeOfDay() {
    int digits = digitsAhead();
    if (digits == 6) {
      hour = number(2);
      minute = number(2);
      second = number(2);
    } else {
      if (digits < 1 || digits > 2) {
        return false;
      }
      hour = number(digits);
      if (!skip(':') || digitsAhead() != 2) {
        return false;
      }
      minute = number(2);
      if (!skip(':') || digitsAhead() < 2) {
        return false;
      }
      second = number(2);
    }
    if ((peek(0) == '.' || peek(0) == ',') && isDigit(peek(1))) {
      at++;
      nanos = fraction();
    }
    halfOfDay();
    zone();
    return true;
  }

  private void halfOfDay() {
    if (peek(0) == ' '
        && (peek(1) == 'A' || peek(1) == 'P')
        && peek(2) == 'M'
        && !Character.isLetter(peek(3))
        && hour <= 12) {
      hour = hour % 12 + (peek(1) == 'P' ? 12 : 0);
      at += 3;
    }
  }

  private void zone() {
    int start = peek(0) == ' ' ? at + 1 : at;
    char sign = start < text.length() ? text.charAt(start) : 0;
    if (sign == '+' || sign == '-') {
      numericZone(start, sign);
    } else if (Character.isUpperCase(sign)) {
      int end = start;
      while (end < text.length() && end - start < 5 && Character.isLetter(text.charAt(end))) {
        end++;
      }
      Integer minutes = ZONES.get(text.substring(start, end));
      if (minutes != null) {
        zoneMinutes = minutes;
        at = end;
      } else if (end - start == 3 && end < text.length() && digitsAheadFrom(end + 1) == 4) {
        at = end;
      }
    }
  }

  private void numericZone(int start, char sign) {
    int digits = digitsAheadFrom(start + 1);
    boolean colon = digits == 2 && charAt(start + 3) == ':' && digitsAheadFrom(start + 4) == 2;
    if (digits != 4 && !colon && !(digits == 2 && start == at)) {
      return;
    }
    int hours = Integer.parseInt(text, start + 1, start + 3, 10);
    int minutes =
        digits == 4
            ? Integer.parseInt(text, start + 3, start + 5, 10)
            : colon ? Integer.parseInt(text, start + 4, start + 6, 10) : 0;
    zoneMinutes = (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
    at = start + (digits == 4 ? 5 : colon ? 6 : 3);
  }

  private boolean valid() {
    return year >= 1970
        && year <= 9999
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(year, month).lengthOfMonth()
        && hour < 24
        && minute < 60
        && second < 60;
  }

  private boolean monthNumber() {
    if (digitsAhead() < 1 || digitsAhead() > 2) {
      return false;
    }
    month = number(digitsAhead());
    return true;
  }

  private boolean dayNumber() {
    if (digitsAhead() < 1 || digitsAhead() > 2) {
      return false;
    }
    day = number(digitsAhead());
    return true;
  }

  private boolean yearNumber() {
    if (digitsAhead() != 4) {
      return false;
    }
    year = number(4);
    return true;
  }

  private boolean monthName() {
    int index = nameIn(MONTHS);
    if (index < 0) {
      return false;
    }
    month = index + 1;
    at += 3;
    return true;
  }

  /** Index of the three letters here in a list of three-letter names; -1 when not in it. */
  private int nameIn(String names) {
    for (int i = 0; i < names.length(); i += 3) {
      if (text.regionMatches(true, at, names, i, 3) && !Character.isLetter(peek(3))) {
        return i / 3;
      }
    }
    return -1;
  }

  private int fraction() {
    int value = 0;
    int digits = 0;
    while (isDigit(peek(0))) {
      if (digits < 9) {
        value = value * 10 + (peek(0) - '0');
        digits++;
      }
      at++;
    }
    for (; digits < 9; digits++) {
      value *= 10;
    }
    return value;
  }

  private int number(int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      value = value * 10 + (peek(0) - '0');
      at++;
    }
    return value;
  }

  private boolean skip(char expected) {
    if (peek(0) != expected) {
      return false;
    }
    at++;
    return true;
  }

  private void blanks() {
    while (peek(0) == ' ') {
      at++;
    }
  }

  private int digitsAhead() {
    return digitsAheadFrom(at);
  }

  private int digitsAheadFrom(int start) {
    int end = start;
    while (end < text.length() && end - start < 20 && isDigit(text.charAt(end))) {
      end++;
    }
    return end - start;
  }

  private char peek(int ahead) {
    return charAt(at + ahead);
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
