package dev.whichhop.flows.analysis;

import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Item;
import dev.whichhop.flows.value.RegularExpression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns that a result shows.
 *
 * <p>Several {@code fields} add up; {@code display} shows its own and nothing that comes after it;
 * {@code stats} shows what it groups by and then what it computes. A query that chooses nothing
 * shows time and message, and what its commands have added.
 */
public final class Columns {
  private static final List<String> OF_EVENTS = List.of("@timestamp", "@message");

  private final Set<String> shown = new LinkedHashSet<>();
  private boolean chosen;
  private boolean displayed;

  private Columns() {}

  /** What is shown after commands with resolved names. */
  public static List<String> after(List<Command> commands) {
    Columns columns = new Columns();
    commands.forEach(columns::apply);
    if (columns.chosen) {
      return List.copyOf(columns.shown);
    }
    Set<String> all = new LinkedHashSet<>(OF_EVENTS);
    all.addAll(columns.shown);
    return List.copyOf(all);
  }

  /** The names that one command gives to what it computes; no others are shown by it. */
  public static Set<String> of(Command command) {
    Columns columns = new Columns();
    columns.apply(command);
    return Set.copyOf(columns.shown);
  }

  private void apply(Command command) {
    switch (command) {
      case Command.Fields fields -> {
        chosen = true;
        add(names(fields.items()));
      }
      case Command.Display display -> {
        replace(names(display.items()));
        displayed = true;
      }
      case Command.Stats stats -> {
        List<String> names = new ArrayList<>(names(stats.by()));
        names.addAll(names(stats.items()));
        replace(names);
      }
      case Command.CountFrequent count -> {
        List<String> names = new ArrayList<>();
        count.fields().forEach(field -> names.add(field.name()));
        names.add(CheckedQuery.FREQUENCY);
        replace(names);
      }
      case Command.Estimate ignored -> replace(List.of(CheckedQuery.ESTIMATE));
      case Command.ParseGlob parse -> add(parse.names());
      case Command.ParseRegex parse -> add(RegularExpression.of(parse.regex().pattern()).names());
      case Command.Unnest unnest -> add(List.of(unnest.name()));
      case Command.Lookup lookup -> add(lookup.output());
      case Command.CidrLookup lookup ->
          add(lookup.output().stream().map(Command.LookupOutput::name).toList());
      case Command.AppendColumns append -> add(after(append.query().commands()));
      case Command.Accumulate accumulate -> add(List.of(name(accumulate)));
      case Command.AddTotals totals -> add(totals.row() ? List.of(totals.name()) : List.of());
      case Command.Autoregress autoregress -> add(AutoregressColumns.of(autoregress));
      case Command.Sessionize sessionize -> add(List.of(sessionize.name()));
      case Command.Filter ignored -> {}
      case Command.FilterIndex ignored -> {}
      case Command.Sort ignored -> {}
      case Command.Limit ignored -> {}
      case Command.Dedup ignored -> {}
      case Command.Expand ignored -> {}
      case Command.Join ignored -> {}
      case Command.FillDown ignored -> {}
      case Command.FillMissing ignored -> {}
      case Command.Outlier ignored -> {}
      case Command.Pattern ignored -> {}
      case Command.Anomaly ignored -> {}
      case Command.Diff ignored -> {}
      case Command.LogCompare ignored -> {}
      case Command.RelevantFields ignored -> {}
      case Command.Unmask ignored -> {}
      case Command.SavedQuery ignored -> {}
    }
  }

  /** The column of {@code accum}: its alias, or the field itself. */
  public static String name(Command.Accumulate accumulate) {
    String alias = accumulate.name();
    return alias == null ? accumulate.field().name() : alias;
  }

  private static List<String> names(List<Item> items) {
    return items.stream().map(Item::column).toList();
  }

  private void add(Collection<String> names) {
    if (!displayed) {
      shown.addAll(names);
    }
  }

  private void replace(Collection<String> names) {
    chosen = true;
    displayed = false;
    shown.clear();
    shown.addAll(names);
  }
}
