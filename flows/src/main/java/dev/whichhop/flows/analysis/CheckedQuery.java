package dev.whichhop.flows.analysis;

import dev.whichhop.flows.language.Query;
import dev.whichhop.flows.value.Assumption;
import java.util.List;
import java.util.Set;

/**
 * A query that can be answered, with its names resolved.
 *
 * <p>In its tree, saved queries stand as their commands; a field of an event has the name that the
 * event has; a call whose text is a column of an earlier {@code stats} ({@code sort sum(bytes)}) is
 * that column. A field is a name that an earlier command defined, or the way into the structure of
 * such a name, else a field of the event. In the list of {@code stats}, a field outside of every
 * aggregate is a column of the same {@code stats}.
 *
 * @param columns what the result shows, in order
 * @param limit the rows that the result may have at most: of a query without {@code limit} the
 *     default
 * @param assumptions undocumented rules that the answer rests on
 */
public record CheckedQuery(
    Query query, List<String> columns, long limit, List<Note> notes, Set<Assumption> assumptions) {
  /** Rows of a query without {@code limit} (CWL_QuerySyntax-Limit). */
  public static final long DEFAULT_LIMIT = 10_000;

  /** The largest {@code limit} (CWL_QuerySyntax-Limit; it was 10,000). */
  public static final long LARGEST_LIMIT = 100_000;

  /** The column of {@code estimate}: how many bytes of messages a query reads. */
  public static final String ESTIMATE = "bytesScanned";

  /** The column of {@code countFrequent} (CWL_QuerySyntax-CountFrequent). */
  public static final String FREQUENCY = "_approxcount";

  public CheckedQuery {
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
    assumptions = Set.copyOf(assumptions);
  }
}
