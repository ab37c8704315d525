package dev.whichhop.app.commands.flows;

import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.analysis.EventFields;
import dev.whichhop.flows.duckdb.Database;
import dev.whichhop.flows.duckdb.DuckDbEngine;
import dev.whichhop.flows.duckdb.DuckDbParquet;
import dev.whichhop.flows.duckdb.Events;
import dev.whichhop.flows.duckdb.Resources;
import dev.whichhop.flows.engine.Engine;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.flows.input.EventCursor;
import dev.whichhop.flows.input.FileSummary;
import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.input.ParquetFiles;
import dev.whichhop.flows.reference.ReferenceEngine;
import dev.whichhop.flows.trino.TrinoEngine;
import dev.whichhop.flows.trino.TrinoRows;
import dev.whichhop.flows.trino.TrinoTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a query and the engines that may run it; temporary files go when it is closed. */
final class QueryRun implements AutoCloseable {
  /** Beside the heap; a machine that runs kubectl has as much. */
  private static final long MEMORY = 2L << 30;

  /** What does not fit is written to disk, up to here. */
  private static final long DISK = 20L << 30;

  /** Engines that a user may name. */
  enum EngineName {
    DUCKDB,
    REFERENCE
  }

  private final Path temporary;
  private final Resources resources;
  private final Events.OfFiles events;
  private final LogSources sources;
  private List<FileSummary> summaries = List.of();
  private @Nullable String left;
  private TrinoEngine.@Nullable Share share;

  QueryRun(FlowInput input, Map<String, List<Path>> sources, Map<String, Path> tables)
      throws IOException {
    this.temporary = Files.createTempDirectory("whichhop-query");
    this.resources =
        new Resources(
            Runtime.getRuntime().availableProcessors(), MEMORY, temporary.resolve("spill"), DISK);
    ParquetFiles parquet = new DuckDbParquet(resources);
    List<LogFile> files = new ArrayList<>();
    for (LogFile file : input.files().logs()) {
      files.add(file.name().equals("-") ? spooled(file) : file);
    }
    this.events = new Events.OfFiles(files, input.formats(), input.interval(), parquet);
    this.sources = new LogSources(events, sources, tables);
  }

  /** Standard input can be read once, a query may read twice. */
  private LogFile spooled(LogFile file) throws IOException {
    Path copy = temporary.resolve("stdin");
    try (InputStream in = file.content().open()) {
      Files.copy(in, copy);
    }
    return new LogFile(
        file.name(), copy, Files.size(copy), file.kind(), () -> Files.newInputStream(copy));
  }

  /** The fields of the events, where all files are flow logs and so have no others. */
  EventFields fields() {
    Set<String> names = new TreeSet<>();
    for (int part = 0; part < events.parts(); part++) {
      if (events.files().get(part).content() instanceof TrinoRows rows) {
        names.addAll(rows.table().fields());
        continue;
      }
      try (EventCursor cursor = events.open(part)) {
        List<String> fields = cursor.discoveredFields();
        if (fields.isEmpty()) {
          return EventFields.unknown();
        }
        names.addAll(fields);
      } catch (IOException unreadable) {
        // The run itself reports the file.
        return EventFields.unknown();
      }
    }
    return EventFields.of(names);
  }

  Result with(EngineName engine, CheckedQuery query, Moment moment) throws SQLException {
    return switch (engine) {
      case REFERENCE -> {
        left = null;
        Result result = new ReferenceEngine().run(query, sources, moment);
        summaries = sources.summaries();
        yield result;
      }
      case DUCKDB -> {
        TrinoTable table = table();
        yield table == null ? onDuckDb(events, query, moment) : onTrino(table, query, moment);
      }
    };
  }

  /** The table of Trino that is asked, when it is asked alone. */
  private @Nullable TrinoTable table() {
    return events.files().size() == 1
            && events.files().getFirst().content() instanceof TrinoRows rows
        ? rows.table()
        : null;
  }

  private Result onTrino(TrinoTable table, CheckedQuery query, Moment moment) {
    left = null;
    summaries = List.of();
    TrinoEngine trino = new TrinoEngine(table, events.interval(), this::onDuckDb);
    Result result = trino.run(query, sources, moment);
    share = trino.leftToTrino();
    return result;
  }

  private Engine onDuckDb(LogFile rows) {
    Events.OfFiles fetched =
        new Events.OfFiles(List.of(rows), events.formats(), events.interval(), events.parquet());
    return (query, _, moment) -> {
      try {
        return onDuckDb(fetched, query, moment);
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    };
  }

  private Result onDuckDb(Events.OfFiles events, CheckedQuery query, Moment moment)
      throws SQLException {
    try (Database database = Database.open(resources)) {
      DuckDbEngine duckDb = new DuckDbEngine(database, events, resources.threads());
      Result result = duckDb.run(query, sources, moment);
      left = duckDb.leftToInterpreter();
      summaries = left == null ? duckDb.summaries() : sources.summaries();
      return result;
    }
  }

  /** What became of the files. */
  List<FileSummary> summaries() {
    return summaries;
  }

  /** What a cluster of Trino did of the query; null where none was asked. */
  TrinoEngine.@Nullable Share leftToTrino() {
    return share;
  }

  /** The command that DuckDB could not run, so that the interpreter ran the query; or null. */
  @Nullable String leftToInterpreter() {
    return left;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
