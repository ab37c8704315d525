package dev.whichhop.diagnosis.symptom;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a line of prose complains of. */
enum Complaint {
  /** The words of a program about a request that failed; it has failed, whatever else is well. */
  QUOTE,
  /** The status line of an answer with an error; in a ticket as good as a quote. */
  STATUS_LINE,
  /** A connection that does not come about or breaks; no server's log shows those. */
  CONNECTION,
  /** An answer with an error, which the log of the server that gave it would show. */
  ANSWER,
  NONE;

  /** What only a program prints. */
  private static final List<String> QUOTED =
      List.of(
          "empty reply from server",
          "curl: (",
          "connection reset by peer",
          "upstream connect error",
          "reset before headers",
          "no healthy upstream",
          "upstream request timeout");

  private static final List<String> STATUS_LINES =
      List.of(
          "http/1.1 502", "http/1.1 503", "http/1.1 504", "http/2 502", "http/2 503", "http/2 504");

  private static final List<String> CONNECTIONS =
      List.of(
          "connection refused",
          "connection reset",
          "connection lost",
          "context deadline exceeded",
          "timed out",
          "time out",
          "times out",
          "timing out",
          "timeout",
          "unreachable",
          "not reachable",
          "cannot reach",
          "can't reach",
          "cannot connect",
          "can't connect",
          "could not connect",
          "unable to connect",
          "no response",
          "no answer",
          "not answer",
          "not respond",
          "hangs",
          "hanging",
          "cut off",
          "超时",
          "连接被重置",
          "连不上",
          "无法连接",
          "无响应");

  private static final List<String> ANSWERS =
      List.of(
          "bad gateway",
          "service unavailable",
          "gateway timeout",
          "gateway time-out",
          " 404",
          " 502",
          " 503",
          " 504");

  /** Within so many words before a complaint one of these makes it none. */
  private static final int REACH = 3;

  private static final Set<String> DENIALS = Set.of("no", "not", "never", "without", "nobody", "0");

  /**
   * What CoreDNS logs of its own questions to others (plugin/errors), its test at the start
   * included: who asked it, and whether he got an answer in the end, is not told.
   */
  static boolean ofNameServer(String line) {
    return line.contains("plugin/errors: ");
  }

  static Complaint of(String line) {
    if (ofNameServer(line)) {
      return NONE;
    }
    String folded = " " + line.toLowerCase(Locale.ROOT);
    if (QUOTED.stream().anyMatch(folded::contains)) {
      return QUOTE;
    }
    if (STATUS_LINES.stream().anyMatch(folded::contains)) {
      return STATUS_LINE;
    }
    Complaint worst = NONE;
    for (String sentence : folded.split("(?<=[.!?。！？])(?=\\s|$)", -1)) {
      // Who asks whether something is so does not say that it is.
      boolean question = sentence.endsWith("?") || sentence.endsWith("？");
      if (!question && has(CONNECTIONS, sentence)) {
        return CONNECTION;
      }
      worst = !question && has(ANSWERS, sentence) ? ANSWER : worst;
    }
    return worst;
  }

  private static boolean has(List<String> literals, String sentence) {
    for (String literal : literals) {
      int at = sentence.indexOf(literal);
      while (at >= 0) {
        boolean word = literal.startsWith(" ") || !isSetting(sentence, at, at + literal.length());
        if (word && !isDenied(sentence, at)) {
          return true;
        }
        at = sentence.indexOf(literal, at + 1);
      }
    }
    return false;
  }

  /** {@code proxyTimeout}, {@code timeout: 30s}, {@code "timeout": 5}: a name, not a complaint. */
  private static boolean isSetting(String sentence, int start, int end) {
    char before = sentence.charAt(start == 0 ? 0 : start - 1);
    boolean named = Character.isLetterOrDigit(before) && before < 128 || "_-.".indexOf(before) >= 0;
    String rest = sentence.substring(end).replaceFirst("^\"", "");
    return named && start > 0
        || !rest.isEmpty() && (":=_".indexOf(rest.charAt(0)) >= 0 || rest.startsWith("second"));
  }

  private static boolean isDenied(String sentence, int at) {
    String[] before = sentence.substring(0, at).strip().split("\\s+", -1);
    for (int i = Math.max(0, before.length - REACH); i < before.length; i++) {
      if (DENIALS.contains(before[i])) {
        return true;
      }
    }
    return false;
  }
}
