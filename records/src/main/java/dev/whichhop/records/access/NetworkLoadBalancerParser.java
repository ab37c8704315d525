package dev.whichhop.records.access;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Access logs of AWS Network Load Balancers, which exist for TLS listeners only: one line per
 * connection, at its end. Fields from the Network Load Balancer guide, "Access log entries"; times
 * are UTC without saying so, durations milliseconds.
 *
 * <p>No handshake time means that the handshake was not completed.
 */
final class NetworkLoadBalancerParser implements LineParser {
  private static final int TIME = 2;
  private static final int NAME = 3;
  private static final int CLIENT = 5;
  private static final int DESTINATION = 6;
  private static final int CONNECTION_TIME = 7;
  private static final int HANDSHAKE_TIME = 8;
  private static final int RECEIVED = 9;
  private static final int SENT = 10;
  private static final int ALERT = 11;
  private static final int DOMAIN = 17;
  private static final int CREATION = 21;

  private final TextCache cache = new TextCache();

  @Override
  public String format() {
    return "aws-nlb-access";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    if (!line.startsWith("tls ")) {
      return Optional.empty();
    }
    List<Tokens.Token> tokens = Tokens.of(line, 0);
    if (tokens == null || tokens.size() <= DOMAIN) {
      return Optional.empty();
    }
    Instant end = UtcTime.parse(tokens.get(TIME).text() + "Z");
    long millis = AccessField.number(tokens.get(CONNECTION_TIME).text());
    if (end == null || millis < 0) {
      return Optional.empty();
    }
    Instant created =
        tokens.size() > CREATION ? UtcTime.parse(tokens.get(CREATION).text() + "Z") : null;
    Vantage vantage = new Vantage(Hop.NLB, Side.BALANCER, cache.same(tokens.get(NAME).text()));
    Observation.Builder builder =
        Observation.builder(vantage, context.place())
            .time(created == null ? end.minusMillis(millis) : created)
            .duration(Duration.ofMillis(millis));
    AccessField.DOWNSTREAM_REMOTE_ADDRESS.set(builder, tokens.get(CLIENT).text(), cache);
    AccessField.DOWNSTREAM_LOCAL_ADDRESS.set(builder, tokens.get(DESTINATION).text(), cache);
    AccessField.BYTES_RECEIVED.set(builder, tokens.get(RECEIVED).text(), cache);
    AccessField.BYTES_SENT.set(builder, tokens.get(SENT).text(), cache);
    AccessField.SERVER_NAME.set(builder, tokens.get(DOMAIN).text(), cache);
    String alert = tokens.get(ALERT).text();
    if (!alert.equals("-")) {
      builder.details("tls_alert=" + alert);
    }
    if (AccessField.number(tokens.get(HANDSHAKE_TIME).text()) < 0) {
      builder.clientFailure(ClientFailure.TLS);
    }
    return Optional.of(new Parsed.OfRequest(builder.raw(line).build()));
  }
}
