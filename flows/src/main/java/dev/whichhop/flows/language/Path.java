package dev.whichhop.flows.language;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The name of a field, or the way into a map or list: {@code srcAddr}, {@code items.0.id}, {@code
 * list[1]}, {@code event.`exception.type`}.
 */
public record Path(List<Segment> segments, Span span) {
  public Path {
    segments = List.copyOf(segments);
  }

  /** One step; an index was written in square brackets. */
  public record Segment(String name, boolean index) {}

  public static Path of(String name) {
    return new Path(List.of(new Segment(name, false)), Span.NOWHERE);
  }

  public String root() {
    return segments.getFirst().name();
  }

  /**
   * The name as a field that was discovered in JSON carries it: dots between all steps, whether
   * they were written as dots, in backticks or as an index.
   */
  public String name() {
    return segments.stream().map(Segment::name).collect(Collectors.joining("."));
  }
}
