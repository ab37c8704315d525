package dev.whichhop.flows.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whichhop.flows.event.JsonDiscovery;
import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.records.flowlog.FlowLine;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Events that are in memory already. */
final class ListedEvents implements EventCursor {
  private final Iterator<LogEvent> events;
  private @Nullable LogEvent current;
  private @Nullable Map<String, String> discovered;

  ListedEvents(Iterator<LogEvent> events) {
    this.events = events;
  }

  @Override
  public boolean next() {
    current = events.hasNext() ? events.next() : null;
    discovered = null;
    return current != null;
  }

  @Override
  public LogEvent event() {
    if (current == null) {
      throw new NoSuchElementException("no event");
    }
    return current;
  }

  @Override
  public long timestamp() {
    return event().timestamp();
  }

  @Override
  public String log() {
    return event().log();
  }

  @Override
  public String stream() {
    return event().logStream();
  }

  @Override
  public byte[] message() {
    return event().message().getBytes(UTF_8);
  }

  @Override
  public boolean isRecord() {
    return false;
  }

  @Override
  public FlowLine line() {
    throw new IllegalStateException("an event in memory stands in no bytes");
  }

  @Override
  public List<String> names() {
    throw new IllegalStateException("an event in memory stands in no bytes");
  }

  @Override
  public List<String> discoveredFields() {
    return List.of();
  }

  @Override
  public @Nullable String field(String name) {
    if (discovered == null) {
      discovered = new HashMap<>(JsonDiscovery.fields(event().message()));
      discovered.putAll(event().fields());
    }
    return discovered.get(name);
  }

  /** There is no file to tell of. */
  @Override
  public FileSummary summary() {
    return FileSummary.none();
  }

  @Override
  public void close() {}
}
