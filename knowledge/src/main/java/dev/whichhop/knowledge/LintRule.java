package dev.whichhop.knowledge;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One thing that {@code whichhop lint} points out. Its sentences are {@code lint.<id>.title},
 * {@code .found} and {@code .instead} in the message files.
 *
 * @param id stable code
 * @param level {@code error}, {@code warning} or {@code note}
 * @param versions in which versions it is so, in words; empty when in all
 * @param source where it is known from
 * @param words how it looks in text; empty when no text alone shows it
 * @param fields how it looks in documents; empty when no single field shows it
 */
public record LintRule(
    String id,
    Level level,
    String versions,
    String source,
    List<Words> words,
    List<FieldValue> fields) {

  /** Most serious first. */
  public enum Level {
    ERROR,
    WARNING,
    NOTE
  }

  /** Kinds of text in which words are looked for. */
  public enum Scope {
    /** Sentences, table rows, comments. */
    PROSE,
    /** One shell command line with its pipes, continuation lines joined. */
    COMMAND,
    /** A whole block of code or a whole document. */
    BLOCK
  }

  /**
   * Words that show the mistake.
   *
   * @param scopes in which kinds of text
   * @param about must all be found in the text or in what it stands under: headings, the sentence
   *     that leads to a list, comments above
   * @param says must all be found in the text itself; the first one gives the place
   * @param unless must all be missing in the text
   */
  public record Words(
      Set<Scope> scopes, List<Pattern> about, List<Pattern> says, List<Pattern> unless) {}

  /**
   * A field of a document that shows the mistake.
   *
   * @param path last keys of the field's path, from outside to inside
   * @param kinds of objects; empty for every kind and for fragments without one
   * @param value the whole value must match
   * @param above the value must be more, in seconds, bytes, cores or as a plain number
   * @param below the value must be less
   * @param without keys that must be missing beside the field
   * @param about must all be found in the headings and text above the document, or in the comments
   *     of the field's line
   */
  public record FieldValue(
      List<String> path,
      Set<String> kinds,
      Pattern value,
      double above,
      double below,
      List<String> without,
      List<Pattern> about) {}
}
