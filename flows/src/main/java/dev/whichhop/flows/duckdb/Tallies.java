package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.sql.Sql;
import dev.whichhop.flows.value.Assumption;
import dev.whichhop.flows.value.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** What a statement finds out on its way, beside its rows: so that nothing is read twice. */
final class Tallies {
  private final JavaFunctions functions;
  private final LongAdder matched = new LongAdder();
  private volatile boolean counting;
  private volatile boolean tied;
  private volatile boolean empty;

  Tallies(JavaFunctions functions) {
    this.functions = functions;
  }

  /** The same condition, which counts the rows that it holds for. */
  Sql counted(Sql condition) {
    counting = true;
    return Sql.call(functions.addCondition(matched::add), condition);
  }

  /** Always true; the rows of each group are counted. */
  Sql countedGroups(Sql rows) {
    counting = true;
    String function =
        functions.addObserving(
            List.of(Kind.WHOLE),
            count -> {
              matched.add((long) count.getFirst().number().orElseThrow());
              return Value.TRUE;
            });
    return Sql.call(function, rows);
  }

  /**
   * The same condition, of which DuckDB cannot know beforehand that it is never true: it would not
   * run what is below then, which may have something to note.
   */
  Sql opaque(Sql condition) {
    return Sql.call(functions.addCondition(_ -> {}), condition);
  }

  /**
   * Whether a row is one of the first so many; it is noted when the next one is equal to the last
   * of them in everything that a command has ordered by.
   *
   * @param place of a row, from 1
   * @param rank of a row, the same for equal rows
   */
  Sql within(long rows, Sql place, Sql rank) {
    String function =
        functions.addObserving(
            List.of(Kind.WHOLE, Kind.WHOLE),
            row -> {
              double at = row.getFirst().number().orElseThrow();
              if (at > rows && row.getLast().number().orElseThrow() <= rows) {
                tied = true;
              }
              return Value.of(at <= rows);
            });
    return Sql.call(function, place, rank);
  }

  /** Always true; it is noted when a group of all rows has none. */
  Sql notNothing(Sql rows) {
    String function =
        functions.addObserving(
            List.of(Kind.WHOLE),
            count -> {
              if (!count.getFirst().truth()) {
                empty = true;
              }
              return Value.TRUE;
            });
    return Sql.call(function, rows);
  }

  /** What the events have shown the answer to rest on. */
  Set<Assumption> met() {
    Set<Assumption> met = EnumSet.noneOf(Assumption.class);
    if (tied) {
      met.add(Assumption.TIES_AT_LIMIT);
    }
    if (empty) {
      met.add(Assumption.STATS_OF_NOTHING);
    }
    return met;
  }

  boolean isCounting() {
    return counting;
  }

  long matched() {
    return matched.sum();
  }
}
