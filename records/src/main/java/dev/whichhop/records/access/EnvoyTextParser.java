package dev.whichhop.records.access;

import dev.whichhop.model.evidence.Observation;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lines of one Envoy text format. The vantage is provisional, see {@link EnvoyVantage}. */
public final class EnvoyTextParser implements LineParser {
  private final EnvoyFormat format;
  private final int[] bounds;
  private final TextCache cache = new TextCache();

  public EnvoyTextParser(EnvoyFormat format) {
    this.format = format;
    this.bounds = format.newBounds();
  }

  /** What the lines look like. */
  public EnvoyFormat lineFormat() {
    return format;
  }

  @Override
  public String format() {
    return "envoy-access-text";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    return Optional.ofNullable(observation(line, context)).map(Parsed.OfRequest::new);
  }

  /** The line as an observation; null when it is not of the format. */
  public @Nullable Observation observation(String line, LineContext context) {
    if (!format.match(line, bounds)) {
      return null;
    }
    Observation.Builder builder =
        Observation.builder(EnvoyVantage.unresolved(context.instance()), context.place());
    format.set(line, bounds, builder, cache);
    return builder.raw(line).build();
  }
}
