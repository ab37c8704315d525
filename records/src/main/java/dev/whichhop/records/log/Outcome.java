package dev.whichhop.records.log;

import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.LogRecord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a line says of an attempt in a word: {@code 10.1.2.3 ok}, {@code SYN timeout}, {@code
 * result=fail}. Monitors, scripts and terminals keep such lists, and no two in the same form.
 *
 * <p>By itself such a line says neither who tried nor whether it was a request at all, so it makes
 * no observation; a whole file of them does ({@code AttemptLedger} of the log reader).
 */
public enum Outcome {
  CAME_THROUGH,
  FAILED,
  UNSAID;

  private static final List<String> KEYS =
      List.of(
          "outcome",
          "result",
          "success",
          "succeeded",
          "ok",
          "probe_success",
          "up",
          "passed",
          "verdict");

  private static final Set<String> GOOD =
      Set.of(
          "ok",
          "success",
          "succeeded",
          "successful",
          "pass",
          "passed",
          "up",
          "reachable",
          "open",
          "connected",
          "delivered",
          "true");

  private static final Set<String> BAD =
      Set.of(
          "fail",
          "failed",
          "failure",
          "error",
          "timeout",
          "refused",
          "reset",
          "unreachable",
          "unanswered",
          "down",
          "lost",
          "aborted",
          "ko",
          "nok",
          "hang",
          "hung",
          "false");

  /** Words that turn a good one into its opposite. */
  private static final Set<String> NOT = Set.of("not", "no", "never", "without", "isn't");

  /** How many words may stand before a bare status: a name, a method, a place. */
  private static final int WORDS_BEFORE_STATUS = 3;

  /** The outcome that the line tells; UNSAID where it tells none. */
  public static Outcome of(LogRecord record) {
    if (status(record) > 0) {
      return CAME_THROUGH;
    }
    for (String key : KEYS) {
      Outcome told = ofValue(record.fields().getOrDefault(key, ""));
      if (told != UNSAID) {
        return told;
      }
    }
    if (failure(record) != ClientFailure.NONE) {
      return FAILED;
    }
    Outcome said = UNSAID;
    boolean negated = false;
    for (String part : record.message().toLowerCase(Locale.ROOT).split("[^a-z0-9']+", -1)) {
      if (BAD.contains(part) || (negated && GOOD.contains(part))) {
        return FAILED;
      }
      said = GOOD.contains(part) ? CAME_THROUGH : said;
      negated = NOT.contains(part);
    }
    return said;
  }

  /** The status of {@code synthetic-2 200 41ms}, a time taken behind it; 0 for none. */
  public static int status(LogRecord record) {
    String[] words = record.message().split("\\s+", WORDS_BEFORE_STATUS + 3);
    for (int i = 0; i + 1 < words.length && i <= WORDS_BEFORE_STATUS; i++) {
      int status = words[i].length() == 3 ? RequestWords.statusAt(words[i], 0) : 0;
      String taken = words[i + 1].startsWith("(") ? words[i + 1].substring(1) : words[i + 1];
      if (status > 0 && Durations.parse(taken, 0) != null) {
        return status;
      }
    }
    return 0;
  }

  /** What the line says about the wire; NONE when it only says that something failed. */
  public static ClientFailure failure(LogRecord record) {
    Map<String, String> fields = record.fields();
    String error = RequestKeys.first(fields, RequestKeys.ERROR);
    return FailureText.of(error + " " + record.message()).failure();
  }

  private static Outcome ofValue(String value) {
    String word = value.toLowerCase(Locale.ROOT);
    if (GOOD.contains(word) || word.equals("1")) {
      return CAME_THROUGH;
    }
    return BAD.contains(word) || word.equals("0") ? FAILED : UNSAID;
  }
}
