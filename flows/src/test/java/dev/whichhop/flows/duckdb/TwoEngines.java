package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.analysis.Analyser;
import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.analysis.EventFields;
import dev.whichhop.flows.analysis.Setting;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.engine.Sources;
import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.flows.input.Formats;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.input.LogEvents;
import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.input.ParquetFiles;
import dev.whichhop.flows.reference.ReferenceEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The interpreter and DuckDB over the same events. */
final class TwoEngines implements AutoCloseable {
  static final Moment MOMENT = new Moment(1_700_000_000_000L, 0, 1_800_000_000_000L);

  private final Database database;
  private final DuckDbEngine duckDb;
  private final Sources sources;

  private TwoEngines(Database database, Events events, Sources sources) {
    this.database = database;
    this.duckDb = new DuckDbEngine(database, events, 2);
    this.sources = sources;
  }

  static TwoEngines over(List<LogFile> files, Path spill) throws SQLException, IOException {
    List<LogEvent> listed = new ArrayList<>();
    try (LogEvents events =
        new LogEvents(files, Formats.NONE, Interval.ALWAYS, ParquetFiles.NONE)) {
      for (LogEvent event = events.next(); event != null; event = events.next()) {
        listed.add(event);
      }
    }
    Events events = new Events.OfFiles(files, Formats.NONE, Interval.ALWAYS, ParquetFiles.NONE);
    return new TwoEngines(database(spill), events, Sources.of(listed));
  }

  static TwoEngines over(Iterable<LogEvent> events, Path spill) throws SQLException {
    return new TwoEngines(database(spill), new Events.Listed(events), Sources.of(events));
  }

  static Database database(Path spill) throws SQLException {
    return Database.open(new Resources(2, 256L << 20, spill.resolve("spill"), 1L << 30));
  }

  static CheckedQuery check(String query) {
    return Analyser.check(query, Setting.of(EventFields.unknown()));
  }

  Result interpreter(CheckedQuery query) {
    return new ReferenceEngine().run(query, sources, MOMENT);
  }

  Result duckDb(CheckedQuery query) {
    return duckDb.run(query, sources, MOMENT);
  }

  /** What the last query left to the interpreter. */
  @Nullable String left() {
    return duckDb.leftToInterpreter();
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
