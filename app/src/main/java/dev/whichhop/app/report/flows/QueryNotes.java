package dev.whichhop.app.report.flows;

import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.analysis.Note;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.input.FileSummary;
import dev.whichhop.flows.trino.TrinoEngine;
import dev.whichhop.flows.value.Assumption;
import dev.whichhop.knowledge.Messages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be said about the answer to a query beside its rows. */
public final class QueryNotes {
  private final Messages messages;

  public QueryNotes(Messages messages) {
    this.messages = messages;
  }

  /** How many events the rows are made of. */
  public List<String> of(Result result) {
    return List.of(
        messages.text(
            "flows.query.matched",
            Map.of(
                "rows", "" + result.rows().size(),
                "matched", "" + result.recordsMatched(),
                "scanned", "" + result.recordsScanned())));
  }

  /** The notes of the query; that it has no limit matters when there are so many rows. */
  public List<String> of(CheckedQuery query, int rows) {
    return query.notes().stream()
        .filter(note -> note.kind() != Note.Kind.IMPLICIT_LIMIT || rows >= query.limit())
        .map(note -> messages.text("insights.note." + note.kind().code(), note.values()))
        .toList();
  }

  /** The rules that AWS does not document. */
  public List<String> of(Collection<Assumption> assumptions) {
    return assumptions.stream()
        .map(one ->
            messages.text(
                "flows.query.assumed",
                Map.of(
                    "code", one.code(),
                    "rule", messages.text("insights.assumption." + one.code()))))
        .toList();
  }

  /** Flows that the logs lost, and records that say that there were none. */
  public List<String> lost(List<FileSummary> files) {
    long skipped = files.stream().mapToLong(FileSummary::skipData).sum();
    long none = files.stream().mapToLong(FileSummary::noData).sum();
    List<String> notes = new ArrayList<>();
    if (skipped > 0) {
      notes.add(messages.text("flows.query.skipped", Map.of("records", "" + skipped)));
    }
    if (none > 0) {
      notes.add(messages.text("flows.query.no-data", Map.of("records", "" + none)));
    }
    return notes;
  }

  /**
   * Why it took longer than it could.
   *
   * @param left what DuckDB could not run; null when it ran all
   */
  public List<String> interpreted(@Nullable String left) {
    return left == null
        ? List.of()
        : List.of(messages.text("flows.query.interpreted", Map.of("what", left)));
  }

  /**
   * @param share what Trino did; null when it was not asked
   */
  public List<String> leftToTrino(TrinoEngine.@Nullable Share share) {
    return share == null
        ? List.of()
        : List.of(
            messages.text(
                switch (share) {
                  case ROWS -> "flows.query.trino.rows";
                  case FILTER -> "flows.query.trino.filter";
                  case STATS -> "flows.query.trino.stats";
                }));
  }
}
