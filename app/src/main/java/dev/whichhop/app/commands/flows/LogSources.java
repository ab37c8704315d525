package dev.whichhop.app.commands.flows;

import dev.whichhop.flows.duckdb.Events;
import dev.whichhop.flows.engine.LookupTable;
import dev.whichhop.flows.engine.Sources;
import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.flows.input.FileSummary;
import dev.whichhop.flows.input.LogEvents;
import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.input.LogFiles;
import dev.whichhop.flows.input.TableFile;
import dev.whichhop.flows.language.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files by the names of log groups and of lookup tables. */
final class LogSources implements Sources {
  private final Events.OfFiles own;
  private final Map<String, List<Path>> named;
  private final Map<String, Path> tables;
  private List<FileSummary> summaries = List.of();

  LogSources(Events.OfFiles own, Map<String, List<Path>> named, Map<String, Path> tables) {
    this.own = own;
    this.named = Map.copyOf(named);
    this.tables = Map.copyOf(tables);
  }

  /** What became of the files of the query itself, when they were read last. */
  List<FileSummary> summaries() {
    return summaries;
  }

  @Override
  public Iterable<LogEvent> events() {
    List<LogEvent> events = new ArrayList<>();
    summaries = read(own.files(), events);
    return events;
  }

  /** The files of the log groups that it names; a choice of groups by tags or prefix has none. */
  @Override
  public Optional<Iterable<LogEvent>> events(Source source) {
    List<Path> paths = new ArrayList<>();
    for (Source.Selector selector : source.selectors()) {
      List<Path> ofGroup =
          selector instanceof Source.LogGroup group ? named.get(group.name()) : null;
      if (ofGroup == null) {
        return Optional.empty();
      }
      paths.addAll(ofGroup);
    }
    LogFiles files = LogFiles.find(paths, InputStream.nullInputStream(), own.interval());
    List<LogEvent> events = new ArrayList<>();
    read(files.logs(), events);
    return Optional.of(events);
  }

  private List<FileSummary> read(List<LogFile> files, List<LogEvent> into) {
    try (LogEvents events = new LogEvents(files, own.formats(), own.interval(), own.parquet())) {
      for (LogEvent event = events.next(); event != null; event = events.next()) {
        into.add(event);
      }
      return events.summaries();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public Optional<LookupTable> table(String name) {
    Path file = tables.get(name);
    if (file == null) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(TableFile.read(in));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          new IOException("--table " + name + ": " + file + ": " + unreadable.getMessage()));
    }
  }
}
