package dev.whichhop.evidence.load;

import static dev.whichhop.model.evidence.ClientFailure.NONE;
import static dev.whichhop.model.evidence.ClientFailure.OTHER;

import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.LoadResult;
import dev.whichhop.records.log.Durations;
import dev.whichhop.records.log.FailureText;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects what one report says, line by line. */
final class LoadSummary {
  /** Answers and errors that are kept apart; error texts often carry a port each. */
  private static final int MOST_CODES = 200;

  private final Map<String, Long> codes = new LinkedHashMap<>();
  private final Map<Double, Double> percentiles = new TreeMap<>();

  /** Texts of errors that the report lists without saying how often each came. */
  private final Set<String> texts = new LinkedHashSet<>();

  private long requests = -1;
  private long failed = -1;
  private long errors;

  void requests(long count) {
    requests = count;
  }

  void addRequests(long count) {
    requests = Math.max(requests, 0) + count;
  }

  /** What the tool itself calls failed. */
  void failed(long count) {
    failed = count;
  }

  void code(String code, long count) {
    if (codes.size() < MOST_CODES || codes.containsKey(code)) {
      codes.merge(code, count, Long::sum);
    } else {
      codes.merge("other", count, Long::sum);
    }
    if (!isGood(code)) {
      errors += count;
    }
  }

  /** The text of an error that the report lists apart from its counts. */
  void error(String text) {
    if (texts.size() < MOST_CODES) {
      texts.add(text);
    }
  }

  /** A latency as the tool prints it, with its unit. The first one of a percentile counts. */
  void percentile(String percent, String latency) {
    Duration parsed = Durations.parse(latency, 0);
    if (parsed != null) {
      percentile(percent, parsed.toNanos() / 1e6);
    }
  }

  void percentile(String percent, double millis) {
    double key = number(percent);
    if (key > 0 && millis >= 0) {
      percentiles.putIfAbsent(key, millis);
    }
  }

  boolean isEmpty() {
    return requests < 0 && codes.isEmpty() && percentiles.isEmpty() && failed < 0;
  }

  LoadResult result(String tool, Evidence evidence) {
    long answered = codes.values().stream().mapToLong(Long::longValue).sum();
    boolean counted = !codes.isEmpty();
    return new LoadResult(
        tool,
        requests < 0 && counted ? answered : requests,
        failed < 0 && counted ? errors : failed,
        Collections.unmodifiableMap(new LinkedHashMap<>(codes)),
        failure(),
        Collections.unmodifiableMap(new TreeMap<>(percentiles)),
        evidence);
  }

  /** Of the errors by their number; texts without a number tell only where all say the same. */
  private ClientFailure failure() {
    Map<ClientFailure, Long> counted = new EnumMap<>(ClientFailure.class);
    Set<ClientFailure> listed = EnumSet.noneOf(ClientFailure.class);
    codes.forEach((code, count) -> {
      if (!isStatus(code) && !isGood(code)) {
        counted.merge(kind(code), count, Long::sum);
      }
    });
    texts.stream().map(LoadSummary::kind).filter(one -> one != OTHER).forEach(listed::add);
    ClientFailure most =
        counted.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(NONE);
    return most == OTHER && listed.size() == 1 ? listed.iterator().next() : most;
  }

  private static ClientFailure kind(String text) {
    ClientFailure told = FailureText.of(text).failure();
    return told == NONE ? OTHER : told;
  }

  private static boolean isStatus(String code) {
    return code.length() == 3 && code.chars().allMatch(Character::isDigit);
  }

  /** 1xx to 3xx, and gRPC's good words. */
  private static boolean isGood(String code) {
    return code.length() == 3 && code.charAt(0) >= '1' && code.charAt(0) <= '3'
        || code.equals("OK")
        || code.equals("SERVING");
  }

  /** The number that a text begins with, thousands separators taken out; -1 when it has none. */
  static double number(String text) {
    String stripped = text.strip();
    int end = 0;
    while (end < stripped.length()
        && (Character.isDigit(stripped.charAt(end)) || ".,".indexOf(stripped.charAt(end)) >= 0)) {
      end++;
    }
    try {
      return Double.parseDouble(stripped.substring(0, end).replace(",", ""));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** The whole number that a text begins with; -1 when it has none. */
  static long count(String text) {
    double number = number(text);
    return number < 0 ? -1 : Math.round(number);
  }
}
