package dev.whichhop.app.report.flows;

import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.flows.conversation.Basis;
import dev.whichhop.flows.input.Damage;
import dev.whichhop.flows.input.FileSummary;
import dev.whichhop.flows.input.LogFiles;
import dev.whichhop.knowledge.Messages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an answer from flow logs rests on and what it cannot know: lost flows, fields that the
 * format lacks, damage. Said with every answer, since "nobody talked" is only as good as the
 * records.
 */
public final class FlowNotes {
  private static final int MOST_NAMED = 5;

  private final Messages messages;
  private final LogFiles found;
  private final List<FileSummary> files;

  public FlowNotes(Messages messages, LogFiles found, List<FileSummary> files) {
    this.messages = messages;
    this.found = found;
    this.files = files;
  }

  /** All notes, most important first. */
  public List<String> of(Basis basis) {
    List<String> notes = new ArrayList<>();
    long records = files.stream().mapToLong(FileSummary::records).sum();
    notes.add(
        messages.text(
            "flows.note.records",
            Map.of(
                "records", "" + records,
                "files", "" + files.stream().filter(FileSummary::isFlowLog).count(),
                "asked", "" + basis.records(),
                "first", time(basis.first()),
                "last", time(basis.last()))));
    if (!basis.skipped().isEmpty()) {
      notes.add(skipped(basis.skipped()));
    }
    if (basis.withoutPeers() > 0) {
      notes.add(messages.text("flows.note.no-packet-addresses"));
    }
    if (files.stream().anyMatch(one -> one.isFlowLog() && !one.fields().contains("tcp-flags"))) {
      notes.add(messages.text("flows.note.no-flags"));
    }
    if (files.stream().anyMatch(one -> one.isFlowLog() && !one.fields().contains("action"))) {
      notes.add(messages.text("flows.note.no-action"));
    }
    if (basis.unplaced() > 0) {
      notes.add(messages.text("flows.note.unplaced", Map.of("records", "" + basis.unplaced())));
    }
    notes.addAll(ofFiles());
    return notes;
  }

  private String skipped(Map<String, Long> skipped) {
    String names = skipped.keySet().stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    long records = skipped.values().stream().mapToLong(Long::longValue).sum();
    return messages.text(
        "flows.note.skipped",
        Map.of(
            "records",
            "" + records,
            "interfaces",
            names + (skipped.size() > MOST_NAMED ? ", …" : "")));
  }

  /** What is to be said of the files alone. */
  public List<String> ofFiles() {
    List<String> notes = new ArrayList<>();
    for (FileSummary file : files) {
      if (file.known() == FileSummary.Known.GUESSED) {
        notes.add(
            messages.text(
                "flows.note.guessed",
                Map.of("file", file.name(), "fields", "" + file.fields().size())));
      }
      if (file.known() == FileSummary.Known.UNKNOWN) {
        notes.add(messages.text("flows.note.unknown-format", Map.of("file", file.name())));
      }
      if (!file.problem().isEmpty()) {
        notes.add(
            messages.text(
                "flows.note.unreadable", Map.of("file", file.name(), "why", file.problem())));
      }
      if (file.damaged() > 0) {
        notes.add(damaged(file));
      }
    }
    found
        .unread()
        .forEach(one ->
            notes.add(
                messages.text(
                    "flows.note.unreadable", Map.of("file", one.name(), "why", one.reason()))));
    if (found.pruned() > 0) {
      notes.add(messages.text("flows.note.pruned", Map.of("files", "" + found.pruned())));
    }
    return notes;
  }

  private String damaged(FileSummary file) {
    Damage first = file.firstDamages().getFirst();
    return messages.text(
        "flows.note.damaged",
        Map.of(
            "count", "" + file.damaged(),
            "place", first.place().toString(),
            "why", first.expected()));
  }

  /** The same for machines: each file with what it holds. */
  public List<Map<String, Object>> inputs() {
    return files.stream()
        .map(one ->
            AnswerTree.object(
                "file", one.name(),
                "fields", one.fields(),
                "fieldsFrom", one.known().name().toLowerCase(Locale.ROOT),
                "records", one.records(),
                "damaged", one.damaged(),
                "damages",
                    one.firstDamages().stream()
                        .map(damage ->
                            AnswerTree.object(
                                "file", damage.place().file(),
                                "line", damage.place().line(),
                                "expected", damage.expected()))
                        .toList(),
                "noData", one.noData(),
                "skipData", one.skipData(),
                "problem", one.problem()))
        .toList();
  }

  static String time(@Nullable Instant time) {
    return time == null ? "?" : time.toString();
  }

  static String time(long millis) {
    return millis < 0 ? "?" : Instant.ofEpochMilli(millis).toString();
  }
}
