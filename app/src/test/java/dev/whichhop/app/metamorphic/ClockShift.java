package dev.whichhop.app.metamorphic;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moves every date by 52 weeks: the same incident a year later. Days of the week and times of day
 * stay, so only dates and epoch seconds have to be found.
 */
final class ClockShift {
  private static final int DAYS = 364;
  private static final long SECONDS = DAYS * 86_400L;

  private static final Pattern NUMERIC =
      Pattern.compile(
          "(?<![\\d.])(20[12]\\d)([-/])(0[1-9]|1[0-2])\\2(0[1-9]|[12]\\d|3[01])(?!\\d)");
  private static final String MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";

  /** {@code 04/Mar/2025}, {@code 04 Mar 2025}. */
  private static final Pattern DAY_FIRST =
      Pattern.compile("\\b(\\d{2})([/ -])" + MONTH + "([/ -])(20[12]\\d)\\b");

  /** {@code Mar 4 05:06:07 2025}, {@code Mar 04 05:06:07}. */
  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          "\\b"
              + MONTH
              + " ([ \\d]\\d) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)((?: [A-Z]{3,4})?) ?(20[12]\\d)?");

  /** {@code I0304 05:06:07.123456}. */
  private static final Pattern KLOG =
      Pattern.compile("\\b([IWEF])(0[1-9]|1[0-2])(\\d\\d)(?= \\d\\d:\\d\\d:\\d\\d)");

  private static final Pattern EPOCH =
      Pattern.compile("(?<![\\w.:-])(1[4-9]\\d{8})(\\d{3})?(?![\\w:-])");

  private ClockShift() {}

  static EvidenceFolder apply(EvidenceFolder evidence) {
    int year = usualYear(evidence);
    return evidence.mapTexts((name, text) -> shift(text, year));
  }

  private static String shift(String text, int year) {
    String shifted =
        NUMERIC
            .matcher(text)
            .replaceAll(date ->
                later(number(date, 1), number(date, 3), number(date, 4))
                    .format(
                        DateTimeFormatter.ofPattern(
                            "yyyy'" + date.group(2) + "'MM'" + date.group(2) + "'dd",
                            Locale.ROOT)));
    shifted =
        DAY_FIRST
            .matcher(shifted)
            .replaceAll(date ->
                later(number(date, 5), month(date.group(3)), number(date, 1))
                    .format(
                        DateTimeFormatter.ofPattern(
                            "dd'" + date.group(2) + "'MMM'" + date.group(4) + "'yyyy",
                            Locale.ENGLISH)));
    shifted = MONTH_FIRST.matcher(shifted).replaceAll(date -> monthFirst(date, year));
    shifted =
        KLOG.matcher(shifted)
            .replaceAll(date ->
                date.group(1)
                    + later(year, number(date, 2), number(date, 3))
                        .format(DateTimeFormatter.ofPattern("MMdd", Locale.ROOT)));
    return EPOCH
        .matcher(shifted)
        .replaceAll(time ->
            Long.toString(Long.parseLong(time.group(1)) + SECONDS)
                + (time.group(2) == null ? "" : time.group(2)));
  }

  private static String monthFirst(MatchResult date, int year) {
    boolean own = date.group(5) != null;
    LocalDate day =
        later(
            own ? number(date, 5) : year,
            month(date.group(1)),
            Integer.parseInt(date.group(2).strip()));
    String padded =
        date.group(2).startsWith(" ")
            ? String.format(Locale.ROOT, "%2d", day.getDayOfMonth())
            : String.format(Locale.ROOT, "%02d", day.getDayOfMonth());
    String rest = date.group().substring(date.group(1).length() + 3);
    return day.format(DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH))
        + " "
        + padded
        + (own ? rest.substring(0, rest.length() - 4) + day.getYear() : rest);
  }

  /** Formats without a year are of the year that most dates of the folder have. */
  private static int usualYear(EvidenceFolder evidence) {
    Map<Integer, Integer> counts = new HashMap<>();
    evidence
        .texts()
        .forEach(text -> {
          Matcher date = NUMERIC.matcher(text);
          while (date.find()) {
            counts.merge(Integer.parseInt(date.group(1)), 1, Integer::sum);
          }
        });
    return counts.entrySet().stream()
        .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .orElse(2025);
  }

  private static LocalDate later(int year, int month, int day) {
    LocalDate first = LocalDate.of(year, month, 1);
    return first.withDayOfMonth(Math.min(day, first.lengthOfMonth())).plusDays(DAYS);
  }

  private static int number(MatchResult match, int group) {
    return Integer.parseInt(match.group(group));
  }

  private static int month(String name) {
    return "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(name) / 3 + 1;
  }
}
