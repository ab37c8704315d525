package dev.whichhop.knowledge;

import java.util.List;

/**
 * A word that proxies, clients and servers write about a request. What it means stands in the
 * messages {@code term.<kind>.<id>.means}, what to look at in {@code term.<kind>.<id>.look}.
 *
 * @param id the word itself: {@code UC}, {@code via_upstream}, {@code 503}, {@code curl-52}
 * @param name long name of a flag, literal text of an answer; else empty
 * @param towards on which side of the writer it happened
 * @param flag the response flag that goes with a detail; empty for none
 * @param client how curl's exit code is called among the words of {@code ClientFailure}; else empty
 * @param hop the hop that alone writes an answer; empty when several do
 * @param sources where the meaning is documented or was measured
 */
public record Term(
    Kind kind,
    String id,
    String name,
    Towards towards,
    String flag,
    String client,
    String hop,
    List<String> sources) {

  /** What sort of word it is. */
  public enum Kind {
    /** Envoy's response flags. */
    FLAG,
    /** Envoy's response code details. */
    DETAIL,
    /** What stands in braces or parentheses behind a detail. */
    REASON,
    /** HTTP statuses, 0 for none. */
    STATUS,
    /** Exit codes of curl. */
    EXIT,
    /** Texts of answers and log lines. */
    ANSWER
  }

  /** The side of the writer that a word is about. */
  public enum Towards {
    UPSTREAM,
    DOWNSTREAM,
    PROXY,
    UNKNOWN
  }

  /** Key of the sentence that says what it means. */
  public String means() {
    return key("means");
  }

  /** Key of the sentence that says what to look at; details and reasons have none. */
  public String look() {
    return key("look");
  }

  private String key(String what) {
    return "term." + DataFile.wordOf(kind) + "." + id + "." + what;
  }
}
