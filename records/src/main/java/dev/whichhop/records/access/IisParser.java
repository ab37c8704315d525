package dev.whichhop.records.access;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.util.Optional;

/**
 * The W3C extended log of IIS with the fields that it has by default: {@code date time s-ip
 * cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status
 * sc-substatus sc-win32-status time-taken}. Times are UTC, {@code time-taken} is in milliseconds.
 */
final class IisParser implements LineParser {
  private static final int FIELDS = 15;
  private static final int METHOD = 3;
  private static final int PATH = 4;
  private static final int PORT = 6;
  private static final int CLIENT = 8;
  private static final int AGENT = 9;
  private static final int STATUS = 11;
  private static final int TAKEN = 14;

  private final TextCache cache = new TextCache();

  @Override
  public String format() {
    return "iis-access";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    if (line.isEmpty() || !Character.isDigit(line.charAt(0))) {
      return Optional.empty();
    }
    String[] words = line.split(" ", FIELDS + 1);
    if (words.length != FIELDS
        || !words[PATH].startsWith("/")
        || AccessField.number(words[PORT]) < 0
        || AccessField.number(words[STATUS]) < 100
        || AccessField.number(words[TAKEN]) < 0) {
      return Optional.empty();
    }
    Observation.Builder into =
        Observation.builder(new Vantage(Hop.APP, Side.SERVER, context.instance()), context.place());
    AccessField.START_TIME.set(into, words[0] + "T" + words[1] + "Z", cache);
    AccessField.METHOD.set(into, words[METHOD], cache);
    AccessField.PATH.set(into, words[PATH], cache);
    AccessField.DOWNSTREAM_REMOTE_ADDRESS.set(into, words[CLIENT], cache);
    AccessField.USER_AGENT.set(into, words[AGENT].replace('+', ' '), cache);
    AccessField.STATUS.set(into, words[STATUS], cache);
    AccessField.DURATION.set(into, words[TAKEN], cache);
    return Optional.of(new Parsed.OfRequest(into.raw(line).build()));
  }
}
