package dev.whichhop.flows.trino;

import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.engine.Engine;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.engine.Sources;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Item;
import dev.whichhop.flows.reference.ReferenceEngine;
import dev.whichhop.flows.sql.Select;
import dev.whichhop.flows.sql.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Leaves to Trino what means the same there (filters at the beginning, and the first {@code stats}
 * when it is a plain one) and does the rest here, so that a query has the same rows as on every
 * other engine. What can differ is the order of rows that are equal in everything they are ordered
 * by: a table has no order of reading.
 */
public final class TrinoEngine implements Engine {
  private final TrinoTable table;
  private final Interval interval;
  private final Function<LogFile, Engine> rowEngine;
  private Share left = Share.ROWS;

  /** What of a query the cluster does. */
  public enum Share {
    /** It gives the rows of the time. */
    ROWS,
    /** It gives those of them that filters leave. */
    FILTER,
    /** It counts and sums them. */
    STATS
  }

  /**
   * @param rowEngine what runs a query over rows that are fetched
   */
  public TrinoEngine(TrinoTable table, Interval interval, Function<LogFile, Engine> rowEngine) {
    this.table = table;
    this.interval = interval;
    this.rowEngine = rowEngine;
  }

  /** What of the last query Trino did, for whoever waits for the rest of its rows. */
  public Share leftToTrino() {
    return left;
  }

  @Override
  public Result run(CheckedQuery query, Sources sources, Moment moment) {
    try {
      Beginning beginning = Beginning.of(query.query().commands(), table);
      Result grouped = grouped(query, beginning, sources, moment);
      return grouped == null ? fetched(query, beginning, sources, moment) : grouped;
    } catch (SQLException failed) {
      throw new UncheckedIOException(new TrinoException(table.address(), failed));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * The commands that Trino can begin with.
   *
   * @param conditions those that hold for the rows wanted
   * @param whole whether they are all that the filters say
   * @param stats the command behind the filters, when Trino can compute it
   * @param done how many commands that is together
   */
  private record Beginning(
      List<Sql> conditions, boolean whole, Optional<TrinoStats> stats, int done) {

    static Beginning of(List<Command> commands, TrinoTable table) {
      TrinoConditions conditions = new TrinoConditions(table.columns());
      List<Sql> parts = new ArrayList<>();
      boolean whole = true;
      int done = 0;
      while (done < commands.size() && isPassed(commands.get(done))) {
        if (commands.get(done) instanceof Command.Filter(Expression condition, _)) {
          parts.addAll(conditions.parts(condition));
          whole &= conditions.whole(condition).isPresent();
        }
        done++;
      }
      Optional<TrinoStats> stats =
          whole && done < commands.size() && commands.get(done) instanceof Command.Stats command
              ? TrinoStats.of(command, table.columns())
              : Optional.empty();
      return new Beginning(parts, whole, stats, done + 1);
    }

    /** A filter, or a list of fields as they are. */
    private static boolean isPassed(Command command) {
      return switch (command) {
        case Command.Filter _ -> true;
        case Command.Fields fields -> isPlain(fields.items());
        case Command.Display display -> isPlain(display.items());
        default -> false;
      };
    }

    private static boolean isPlain(List<Item> items) {
      return items.stream()
          .allMatch(one -> one.alias() == null && one.expression() instanceof Expression.Field);
    }
  }

  /** Null when Trino cannot compute the groups, or not exactly. */
  private @Nullable Result grouped(
      CheckedQuery query, Beginning beginning, Sources sources, Moment moment)
      throws IOException, SQLException {
    List<Command> commands = query.query().commands();
    boolean needsStats =
        commands.subList(Math.min(beginning.done(), commands.size()), commands.size()).stream()
            .anyMatch(Command.FillMissing.class::isInstance);
    if (beginning.stats().isEmpty() || query.query().source() != null || needsStats) {
      return null;
    }
    TrinoStats stats = beginning.stats().get();
    TrinoStats.Fetched fetched;
    try (ResultSet rows = table.run(stats.select(table, where(beginning.conditions())))) {
      fetched = stats.fetch(rows);
    }
    if (fetched == null) {
      return null;
    }
    left = Share.STATS;
    long scanned = beginning.conditions().isEmpty() ? fetched.rows() : count();
    return ReferenceEngine.afterStats(
        query, beginning.done(), fetched.groups(), sources, moment, fetched.rows(), scanned);
  }

  private Result fetched(CheckedQuery query, Beginning beginning, Sources sources, Moment moment)
      throws IOException {
    left = beginning.conditions().isEmpty() ? Share.ROWS : Share.FILTER;
    LogFile file = table.file(new TrinoRows(table, where(beginning.conditions())));
    Result result = rowEngine.apply(file).run(query, sources, moment);
    return beginning.conditions().isEmpty() || query.query().source() != null
        ? result
        : new Result(
            result.columns(), result.rows(), result.recordsMatched(), count(), result.met());
  }

  /** The rows of the time that is asked about. */
  private long count() throws IOException {
    Select count =
        table.select(
            List.of(
                new Select.Item(new Sql.Aggregate("count", false, List.of(), List.of()), "rows")),
            where(List.of()),
            List.of());
    try (ResultSet rows = table.run(count)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failed) {
      throw new TrinoException(table.address(), failed);
    }
  }

  private @Nullable Sql where(List<Sql> conditions) {
    List<Sql> all = new ArrayList<>();
    Sql time = Where.of(table, interval);
    if (time != null) {
      all.add(time);
    }
    all.addAll(conditions);
    return all.stream().reduce(Sql::and).orElse(null);
  }
}
