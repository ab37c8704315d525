package dev.whichhop.app.metamorphic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Changes of logs, line by line. */
final class Lines {
  private static final Pattern OWN_TIME =
      Pattern.compile("^\\[?(20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?:\\.(\\d+))?Z\\b");
  private static final Pattern LEADING_UTC =
      Pattern.compile("^(20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)Z(?=[ \\t])");

  private Lines() {}

  /** A log: most of its lines begin with a time of their own in UTC. */
  static boolean isLog(String text) {
    List<String> lines = text.lines().filter(line -> !line.startsWith("#")).limit(200).toList();
    long timed = lines.stream().filter(line -> OWN_TIME.matcher(line).find()).count();
    return lines.size() >= 3 && timed * 10 >= lines.size() * 8L;
  }

  static String each(String text, UnaryOperator<String> change) {
    return text.lines().map(change).collect(Collectors.joining("\n", "", "\n"));
  }

  static String withoutCarriageReturns(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** {@code kubectl logs --timestamps}. */
  static String timestamps(String text) {
    return prefixed(text, " ");
  }

  /** As containerd keeps it on the node. */
  static String containerd(String text) {
    return prefixed(text, " stdout F ");
  }

  private static String prefixed(String text, String separator) {
    if (!isLog(text)) {
      return text;
    }
    List<String> lines = new ArrayList<>();
    String time = firstTime(text);
    for (String line : text.lines().toList()) {
      time = timeOf(line).orElse(time);
      lines.add(time + separator + line);
    }
    return String.join("\n", lines) + "\n";
  }

  private static String firstTime(String text) {
    return text.lines().flatMap(line -> timeOf(line).stream()).findFirst().orElseThrow();
  }

  /** When the line was written down: its own time, a little later, in nanoseconds. */
  private static Optional<String> timeOf(String line) {
    Matcher time = OWN_TIME.matcher(line);
    if (!time.find()) {
      return Optional.empty();
    }
    String fraction = time.group(2) == null ? "" : time.group(2);
    return Optional.of(time.group(1) + "." + (fraction + "000000000").substring(0, 9) + "Z");
  }

  /** The leading time of each line as a host in India writes it. */
  static String otherZone(String text) {
    return isLog(text)
        ? each(
            text,
            line ->
                LEADING_UTC
                    .matcher(line)
                    .replaceFirst(time ->
                        java.time.LocalDateTime.parse(time.group(1))
                                .plusMinutes(330)
                                .format(
                                    java.time.format.DateTimeFormatter.ofPattern(
                                        "yyyy-MM-dd'T'HH:mm:ss" + fraction(time.group(1)),
                                        java.util.Locale.ROOT))
                            + "+05:30"))
        : text;
  }

  private static String fraction(String time) {
    int dot = time.indexOf('.');
    return dot < 0 ? "" : "." + "S".repeat(time.length() - dot - 1);
  }

  static String accessLogAsJson(String text) {
    return accessLog(text, AccessLogLine::json);
  }

  static String accessLogOfIstio15(String text) {
    return accessLog(text, AccessLogLine::ofIstio15);
  }

  private static String accessLog(
      String text, java.util.function.Function<AccessLogLine, String> format) {
    boolean some = text.lines().anyMatch(line -> AccessLogLine.read(line).isPresent());
    return some ? each(text, line -> AccessLogLine.read(line).map(format).orElse(line)) : text;
  }

  /** The last lines of a log, as {@code --tail} gives them. */
  static String tail(String text, double share) {
    if (!isLog(text)) {
      return text;
    }
    List<String> lines = text.lines().toList();
    int first = (int) Math.round(lines.size() * (1 - share));
    return String.join("\n", lines.subList(first, lines.size())) + "\n";
  }

  /** Every line kept with some probability, as a log shipper that samples does. */
  static String sampled(String text, double share, java.util.Random random) {
    return isLog(text)
        ? text.lines()
            .filter(line -> random.nextDouble() < share)
            .collect(Collectors.joining("\n", "", "\n"))
        : text;
  }
}
