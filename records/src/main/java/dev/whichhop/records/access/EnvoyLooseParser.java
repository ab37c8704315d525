package dev.whichhop.records.access;

import dev.whichhop.model.evidence.Observation;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Envoy text lines of a custom format that nobody told us: many users only add fields to the
 * default or take some away. Time in brackets, request in quotes, status and flags must come first,
 * as in every default; the rest is told by its looks.
 */
final class EnvoyLooseParser implements LineParser {
  private static final int FIRST_OF_REST = 4;
  private final TextCache cache = new TextCache();

  @Override
  public String format() {
    return "envoy-access-custom";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    if (line.length() < 30
        || line.charAt(0) != '['
        || !line.startsWith("] \"", line.indexOf(']'))) {
      return Optional.empty();
    }
    List<Tokens.Token> tokens = Tokens.of(line, 0);
    if (tokens == null
        || tokens.size() < FIRST_OF_REST
        || !tokens.get(1).is(Tokens.Kind.QUOTED)
        || AccessField.number(tokens.get(2).text()) < 0
        || AccessField.number(tokens.get(2).text()) > 999
        || !flags(tokens.get(3).text())) {
      return Optional.empty();
    }
    Instant time = AccessField.time(tokens.get(0).text());
    if (time == null) {
      return Optional.empty();
    }
    Observation.Builder builder =
        Observation.builder(EnvoyVantage.unresolved(context.instance()), context.place())
            .time(time);
    RequestLine.of(tokens.get(1).text()).set(builder, cache);
    AccessField.STATUS.set(builder, tokens.get(2).text(), cache);
    AccessField.FLAGS.set(builder, tokens.get(3).text(), cache);
    setRest(tokens, builder);
    return Optional.of(new Parsed.OfRequest(builder.raw(line).build()));
  }

  /** {@code -} or capital letters, joined by commas; an apache line has a byte count here. */
  private static boolean flags(String text) {
    if (text.equals("-")) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < 'A' || c > 'Z') && c != ',') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private void setRest(List<Tokens.Token> tokens, Observation.Builder builder) {
    int numbers = 0;
    int cluster = -1;
    for (int i = FIRST_OF_REST; i < tokens.size(); i++) {
      Tokens.Token token = tokens.get(i);
      String text = token.text();
      if (i == FIRST_OF_REST && token.is(Tokens.Kind.PLAIN) && AccessField.number(text) < 0) {
        AccessField.DETAILS.set(builder, text, cache);
      } else if (token.is(Tokens.Kind.PLAIN) && AccessField.number(text) >= 0 && numbers < 3) {
        NUMBERS.get(numbers++).set(builder, text, cache);
      } else if (isUuid(text)) {
        AccessField.REQUEST_ID.set(builder, text, cache);
        if (i > FIRST_OF_REST) {
          AccessField.USER_AGENT.set(builder, tokens.get(i - 1).text(), cache);
        }
        if (i + 1 < tokens.size() && tokens.get(i + 1).is(Tokens.Kind.QUOTED)) {
          AccessField.AUTHORITY.set(builder, tokens.get(i + 1).text(), cache);
        }
      } else if (cluster < 0 && isCluster(text)) {
        cluster = i;
      }
    }
    if (cluster > 0) {
      setUpstream(tokens, cluster, builder);
    }
  }

  private static final List<AccessField> NUMBERS =
      List.of(AccessField.BYTES_RECEIVED, AccessField.BYTES_SENT, AccessField.DURATION);

  /** The neighbours of the cluster in the order of the default format. */
  private void setUpstream(List<Tokens.Token> tokens, int cluster, Observation.Builder builder) {
    AccessField.UPSTREAM_CLUSTER.set(builder, tokens.get(cluster).text(), cache);
    if (isAddress(tokens.get(cluster - 1).text())) {
      AccessField.UPSTREAM_HOST.set(builder, tokens.get(cluster - 1).text(), cache);
    }
    if (cluster + 3 < tokens.size()
        && isAddress(tokens.get(cluster + 2).text())
        && isAddress(tokens.get(cluster + 3).text())) {
      AccessField.UPSTREAM_LOCAL_ADDRESS.set(builder, tokens.get(cluster + 1).text(), cache);
      AccessField.DOWNSTREAM_LOCAL_ADDRESS.set(builder, tokens.get(cluster + 2).text(), cache);
      AccessField.DOWNSTREAM_REMOTE_ADDRESS.set(builder, tokens.get(cluster + 3).text(), cache);
      if (cluster + 4 < tokens.size()) {
        AccessField.SERVER_NAME.set(builder, tokens.get(cluster + 4).text(), cache);
      }
    }
  }

  /** True for the cluster names that Istio gives. */
  static boolean isCluster(String text) {
    return text.startsWith("inbound|")
        || text.startsWith("outbound|")
        || text.equals("PassthroughCluster")
        || text.equals("BlackHoleCluster")
        || text.startsWith("InboundPassthroughCluster");
  }

  private static boolean isAddress(String text) {
    int colon = text.lastIndexOf(':');
    return colon > 0 && AccessField.number(text.substring(colon + 1)) >= 0;
  }

  private static boolean isUuid(String text) {
    return text.length() == 36
        && text.charAt(8) == '-'
        && text.charAt(13) == '-'
        && text.charAt(18) == '-'
        && text.charAt(23) == '-';
  }
}
