package dev.whichhop.flows.generated;

import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.model.evidence.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events like those of flow logs: values that occur several times, {@code -}, fields that are
 * missing, texts where numbers belong, numbers in other spellings, several events of one moment.
 */
public final class EventGenerator {
  /** The fields that an event may have. */
  public static final List<String> NAMES =
      List.of(
          "srcAddr",
          "dstAddr",
          "srcPort",
          "dstPort",
          "bytes",
          "action",
          "odd",
          "list",
          "detail-type",
          "none",
          "@message",
          "@logStream");

  /** 2026-01-31 00:00:00 UTC. */
  public static final long START = 1_769_817_600_000L;

  private final Choice choice;

  public EventGenerator(long seed) {
    choice = new Choice(seed);
  }

  public List<LogEvent> events(int count) {
    List<LogEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(event(i));
    }
    return events;
  }

  private LogEvent event(int index) {
    Map<String, String> fields = new LinkedHashMap<>();
    put(fields, "srcAddr", choice.of("10.0.0.1", "10.0.0.2", "2001:db8::1", "192.168.1.1"));
    put(fields, "dstAddr", choice.of("10.0.1.1", "10.0.0.1", "8.8.8.8"));
    put(fields, "srcPort", String.valueOf(1024 + choice.below(50)));
    put(fields, "dstPort", choice.of("22", "80", "443", "0443", "443.0"));
    put(fields, "bytes", String.valueOf(choice.below(2000)));
    put(fields, "action", choice.of("ACCEPT", "REJECT"));
    put(
        fields,
        "odd",
        choice.of("", "0", "-3.5", "1e2", "false", "a1b22", "10104661421959001813", "é"));
    put(fields, "list", choice.of("[1, \"a\"]", "[]", "{\"a\": 1}", "[{\"a\": true}]", "no list"));
    put(fields, "detail-type", choice.of("x y", "it's"));
    long time = START + choice.below(30) * 10_000L + choice.below(2);
    String stream = choice.of("eni-1", "eni-2");
    String message = String.join(" ", fields.values());
    return new LogEvent(time, "log", stream, message, fields, Place.line("generated", index + 1));
  }

  private void put(Map<String, String> fields, String name, String value) {
    if (choice.oneIn(12)) {
      fields.put(name, "-");
    } else if (!choice.oneIn(12)) {
      fields.put(name, value);
    }
  }
}
