package dev.whichhop.flows.analysis;

import dev.whichhop.flows.language.Span;
import java.util.Locale;
import java.util.Map;

/**
 * What a user should know about a query that runs.
 *
 * @param values for the placeholders of the sentence of its kind
 */
public record Note(Kind kind, Map<String, String> values, Span span) {
  public Note {
    values = Map.copyOf(values);
  }

  /** What there is to say; the sentences stand in the message files. */
  public enum Kind {
    /** The query has no limit: it gets {@code limit} rows. */
    IMPLICIT_LIMIT,
    /** {@code filterIndex} is a filter here; there are no indexes of files. */
    FILTER_INDEX,
    /**
     * A field {@code written} in a spelling that CloudWatch does not know, which has it as {@code
     * field}.
     */
    FIELD_SPELLING,
    /** A name {@code written} that no event has. */
    UNKNOWN_FIELD,
    /** A name {@code written} that no event has, where {@code nearest} may be meant. */
    MISSPELT_FIELD,
    /** A period {@code written} above its cap, which is used as {@code used}. */
    PERIOD_CAPPED,
    /** {@code length} characters, where CloudWatch takes {@code longest}. */
    QUERY_LENGTH,
    /** {@code limit any} gives the newest rows here. */
    LIMIT_ANY;

    /** The name under which an answer shows it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
