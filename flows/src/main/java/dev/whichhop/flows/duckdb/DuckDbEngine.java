package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.engine.Engine;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.engine.Sources;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.flows.input.FileSummary;
import dev.whichhop.flows.reference.ReferenceEngine;
import dev.whichhop.flows.sql.Select;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries as one statement of DuckDB over the files themselves.
 *
 * <p>It gives what the interpreter gives, to the last digit. It begins by trusting that records are
 * as records are (numbers written as usual, sums of integers); where they are not, it notices and
 * begins again without that trust. What cannot be said in SQL is left to the interpreter.
 */
public final class DuckDbEngine implements Engine {
  private final Database database;
  private final Events events;
  private final int threads;
  private List<FileSummary> summaries = List.of();
  private @Nullable String left;

  public DuckDbEngine(Database database, Events events, int threads) {
    this.database = database;
    this.events = events;
    this.threads = threads;
  }

  /** What became of the files that the last query read. */
  public List<FileSummary> summaries() {
    return summaries;
  }

  /** What of the last query the interpreter had to run; null when DuckDB ran it. */
  public @Nullable String leftToInterpreter() {
    return left;
  }

  @Override
  public Result run(CheckedQuery query, Sources sources, Moment moment) {
    left = null;
    try {
      Attempt attempt = new Attempt(true, true);
      while (true) {
        Result result = attempt.run(query, moment);
        if (result != null) {
          return result;
        }
        attempt = attempt.next();
      }
    } catch (BeyondSqlException beyond) {
      left = beyond.getMessage();
      return new ReferenceEngine().run(query, sources, moment);
    }
  }

  /** A statement made in some trust in the records. */
  private final class Attempt {
    private final boolean plainNumbers;
    private final boolean trustSums;
    private final GroupFunctions groups = new GroupFunctions(database.functions());
    private final Tallies tallies = new Tallies(database.functions());
    private final EventColumns columns;
    private boolean irregular;

    Attempt(boolean plainNumbers, boolean trustSums) {
      this.plainNumbers = plainNumbers;
      this.trustSums = trustSums;
      this.columns = new EventColumns(plainNumbers);
    }

    /** The next one, without the trust that was disappointed. */
    Attempt next() {
      return new Attempt(plainNumbers && !irregular, trustSums && !groups.metInexactSum());
    }

    /** The answer; null when trust was disappointed. */
    @Nullable Result run(CheckedQuery query, Moment moment) {
      String table = database.newTableName();
      Layer layer = Layer.ofEvents(columns, database.functions(), table);
      QuerySql sql = new QuerySql(layer, database.functions(), groups, tallies, moment, trustSums);
      String text = new DuckDbPrinter().print(sql.of(query));
      EventTable source = new EventTable(events, columns.columns(), threads);
      try {
        database.add(table, source);
        List<List<@Nullable String>> rows = rows(text, query.columns().size());
        if (source.scan() == null) {
          // DuckDB has seen that no event can match; how many there are, it has not.
          one(Layer.countOfEvents(table));
        }
        EventScan scan = Objects.requireNonNull(source.scan());
        summaries = scan.summaries();
        long matched = tallies.isCounting() ? tallies.matched() : scan.count();
        if (!sql.countsMatched()) {
          matched = Long.parseLong(one(sql.countOfMatched()));
        }
        return new Result(query.columns(), rows, matched, scan.count(), tallies.met());
      } catch (SQLException failed) {
        irregular = source.hasIrregularNumber();
        if (irregular && plainNumbers || groups.metInexactSum() && trustSums) {
          return null;
        }
        throw new IllegalStateException("DuckDB: " + failed.getMessage(), failed);
      }
    }
  }

  /** The one value of a statement. */
  private String one(Select select) throws SQLException {
    return String.valueOf(rows(new DuckDbPrinter().print(select), 1).getFirst().getFirst());
  }

  private List<List<@Nullable String>> rows(String text, int columns) throws SQLException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (Statement statement = database.connection().createStatement();
        ResultSet result = statement.executeQuery(text)) {
      while (result.next()) {
        List<@Nullable String> row = new ArrayList<>(columns);
        for (int column = 1; column <= columns; column++) {
          row.add(result.getString(column));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
