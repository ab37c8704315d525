package dev.whichhop.flows.analysis;

import dev.whichhop.flows.language.Span;
import java.util.List;
import java.util.Locale;

/**
 * What a user should know about a query that runs.
 *
 * @param arguments what the sentence of its kind names
 */
public record Note(Kind kind, List<String> arguments, Span span) {
  public Note {
    arguments = List.copyOf(arguments);
  }

  public static Note of(Kind kind, Span span, String... arguments) {
    return new Note(kind, List.of(arguments), span);
  }

  /** What there is to say; the sentences stand in the message files. */
  public enum Kind {
    /** The query has no limit: the rows that it gets without one. */
    IMPLICIT_LIMIT,
    /** {@code filterIndex} is a filter here; there are no indexes of files. */
    FILTER_INDEX,
    /** A field in a spelling that CloudWatch does not know: as written, as CloudWatch has it. */
    FIELD_SPELLING,
    /** A name that no event has: the name, and the nearest field or nothing. */
    UNKNOWN_FIELD,
    /** A period above its cap: as written, as it is used. */
    PERIOD_CAPPED,
    /** More characters than CloudWatch takes: how many, how many it takes. */
    QUERY_LENGTH,
    /** {@code limit any} gives the newest rows here. */
    LIMIT_ANY;

    /** The name under which an answer shows it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
