package dev.whichhop.records.access;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import dev.whichhop.records.log.Durations;
import java.util.Optional;

/**
 * The default logger of Go's gin: {@code [GIN] 2026/02/18 - 11:13:22 | 503 | 1.234ms | 10.1.2.3 |
 * GET "/a"} (gin, {@code logger.go}). Its times are local; they are taken for UTC, for the line
 * does not name the zone.
 */
final class GinParser implements LineParser {
  private static final String BEGIN = "[GIN] ";

  private final TextCache cache = new TextCache();

  @Override
  public String format() {
    return "gin-access";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    String[] parts = line.startsWith(BEGIN) ? line.split("\\|", 6) : new String[0];
    if (parts.length != 5 || AccessField.number(parts[1].strip()) < 100) {
      return Optional.empty();
    }
    Observation.Builder into =
        Observation.builder(new Vantage(Hop.APP, Side.SERVER, context.instance()), context.place());
    String time = parts[0].substring(BEGIN.length()).strip();
    AccessField.START_TIME.set(into, time.replace(" - ", " "), cache);
    AccessField.STATUS.set(into, parts[1].strip(), cache);
    into.duration(Durations.parse(parts[2].strip(), 0));
    AccessField.DOWNSTREAM_REMOTE_ADDRESS.set(into, parts[3].strip(), cache);
    String request = parts[4].strip();
    int blank = request.indexOf(' ');
    if (blank > 0) {
      AccessField.METHOD.set(into, request.substring(0, blank), cache);
      AccessField.PATH.set(into, request.substring(blank).replace("\"", "").strip(), cache);
    }
    return Optional.of(new Parsed.OfRequest(into.raw(line).build()));
  }
}
