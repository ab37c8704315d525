package dev.whichhop.records.access;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The common and the combined log format of Apache, nginx and many application servers, with what
 * ingress-nginx ({@code upstreaminfo}, before and after 0.26), the nginx image and Traefik put
 * behind it.
 *
 * <p>A line that names an upstream was written by a gateway. Without one it is the log of a server,
 * unless the pod calls itself an ingress. One that has a field for the error of its upstream
 * connection speaks as a caller.
 */
final class WebServerParser implements LineParser {
  private final TextCache cache = new TextCache();

  @Override
  public String format() {
    return "web-server-access";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    int bracket = timeBracket(line);
    int close = bracket < 0 ? -1 : line.indexOf("] \"", bracket);
    if (close < 0) {
      return Optional.empty();
    }
    Instant time = AccessField.time(line.substring(bracket + 1, close));
    List<Tokens.Token> tokens = Tokens.of(line, close + 2);
    int address = line.indexOf(' ');
    if (time == null
        || tokens == null
        || tokens.size() < 3
        || address <= 0
        || AccessField.number(tokens.get(1).text()) < 0) {
      return Optional.empty();
    }
    boolean proxied = NginxUpstream.present(tokens) || TraefikTail.present(tokens);
    NamedTail named = proxied ? NamedTail.NONE : NamedTail.of(line.substring(close));
    Vantage vantage =
        named.tellsOfUpstreamErrors()
            ? new Vantage(Hop.CLIENT, Side.CALLER, context.instance())
            : vantage(proxied, context);
    Observation.Builder builder = Observation.builder(vantage, context.place()).time(time);
    AccessField.DOWNSTREAM_REMOTE_ADDRESS.set(builder, address(line, address), cache);
    RequestLine.of(tokens.get(0).text()).set(builder, cache);
    AccessField.STATUS.set(builder, tokens.get(1).text(), cache);
    AccessField.BYTES_SENT.set(builder, tokens.get(2).text(), cache);
    if (tokens.size() > 4 && tokens.get(4).is(Tokens.Kind.QUOTED)) {
      AccessField.USER_AGENT.set(builder, tokens.get(4).text(), cache);
    }
    if (NginxUpstream.present(tokens)) {
      NginxUpstream.set(tokens, builder, cache);
    } else if (TraefikTail.present(tokens)) {
      TraefikTail.set(tokens, builder, cache);
    } else {
      named.set(builder, cache);
    }
    return Optional.of(new Parsed.OfRequest(builder.raw(line).build()));
  }

  /**
   * The address at the beginning, behind what a logging library puts there ({@code INFO:name:}).
   */
  private static String address(String line, int end) {
    String word = line.substring(0, end);
    int colon = word.lastIndexOf(':');
    return word.indexOf('.') > colon && colon > 0 ? word.substring(colon + 1) : word;
  }

  /** The bracket before {@code 14/Jan/2021:10:15:49}; -1 when there is none near the beginning. */
  private static int timeBracket(String line) {
    int from = 0;
    for (int tries = 0; tries < 4; tries++) {
      int bracket = line.indexOf('[', from);
      if (bracket < 0 || bracket > 400 || bracket + 12 > line.length()) {
        return -1;
      }
      if (line.charAt(bracket + 3) == '/' && line.charAt(bracket + 7) == '/') {
        return bracket;
      }
      from = bracket + 1;
    }
    return -1;
  }

  private static Vantage vantage(boolean proxied, LineContext context) {
    return proxied || namedAsGateway(context.instance())
        ? new Vantage(Hop.GATEWAY, Side.GATEWAY, context.instance())
        : new Vantage(Hop.APP, Side.SERVER, context.instance());
  }

  private static boolean namedAsGateway(String instance) {
    return instance.contains("ingress")
        || instance.contains("gateway")
        || instance.contains("traefik");
  }
}
