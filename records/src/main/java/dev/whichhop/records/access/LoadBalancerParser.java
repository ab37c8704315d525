package dev.whichhop.records.access;

import dev.whichhop.model.Hop;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Access logs of AWS Application Load Balancers (fields in the order of the Elastic Load Balancing
 * user guide, "Access log entries"; newer fields only ever come at the end) and of Classic Load
 * Balancers, which lack the type and end with the TLS protocol.
 *
 * <p>Details say what the target answered, {@code target_status=502}; {@code target_status=-} means
 * that the load balancer made the answer up itself. A processing time of -1 means that this phase
 * was not reached.
 */
final class LoadBalancerParser implements LineParser {
  private static final Set<String> TYPES = Set.of("http", "https", "h2", "grpcs", "ws", "wss");

  /** From the load balancer's name to the user agent, both kinds have the same fields. */
  private static final int NAME = 0;

  private static final int CLIENT = 1;
  private static final int TARGET = 2;
  private static final int FIRST_TIME = 3;
  private static final int STATUS = 6;
  private static final int TARGET_STATUS = 7;
  private static final int RECEIVED = 8;
  private static final int SENT = 9;
  private static final int REQUEST = 10;
  private static final int USER_AGENT = 11;
  private static final int DOMAIN = 16;
  private static final int CREATION = 19;
  private static final int ERROR_REASON = 22;

  private final TextCache cache = new TextCache();

  @Override
  public String format() {
    return "aws-alb-access";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    int blank = line.indexOf(' ');
    if (blank <= 0) {
      return Optional.empty();
    }
    boolean typed = TYPES.contains(line.substring(0, blank));
    int timeStart = typed ? blank + 1 : 0;
    int timeEnd = line.indexOf(' ', timeStart);
    if (timeEnd < 0) {
      return Optional.empty();
    }
    Instant time = UtcTime.parse(line.substring(timeStart, timeEnd));
    List<Tokens.Token> tokens = time == null ? null : Tokens.of(line, timeEnd);
    if (time == null || tokens == null || !plausible(tokens)) {
      return Optional.empty();
    }
    Vantage vantage = new Vantage(Hop.NLB, Side.BALANCER, cache.same(text(tokens, NAME)));
    Observation.Builder builder = Observation.builder(vantage, context.place());
    setRequest(tokens, builder);
    setTimes(tokens, time, builder);
    return Optional.of(new Parsed.OfRequest(builder.raw(line).build()));
  }

  private static boolean plausible(List<Tokens.Token> tokens) {
    if (tokens.size() <= USER_AGENT || !tokens.get(REQUEST).is(Tokens.Kind.QUOTED)) {
      return false;
    }
    for (int i = FIRST_TIME; i < STATUS; i++) {
      String text = tokens.get(i).text();
      if (!text.equals("-1") && !text.equals("-") && AccessField.seconds(text) == null) {
        return false;
      }
    }
    return true;
  }

  private void setRequest(List<Tokens.Token> tokens, Observation.Builder builder) {
    RequestLine request = RequestLine.of(text(tokens, REQUEST));
    request.set(builder, cache);
    String authority = request.authority();
    if (authority != null) {
      AccessField.AUTHORITY.set(builder, authority, cache);
    }
    AccessField.DOWNSTREAM_REMOTE_ADDRESS.set(builder, text(tokens, CLIENT), cache);
    AccessField.UPSTREAM_HOST.set(builder, text(tokens, TARGET), cache);
    AccessField.BYTES_RECEIVED.set(builder, text(tokens, RECEIVED), cache);
    AccessField.BYTES_SENT.set(builder, text(tokens, SENT), cache);
    AccessField.USER_AGENT.set(builder, text(tokens, USER_AGENT), cache);
    AccessField.SERVER_NAME.set(builder, text(tokens, DOMAIN), cache);
    long status = AccessField.number(text(tokens, STATUS));
    builder.status(status < 0 ? 0 : (int) Math.min(status, 999));
    String reason = text(tokens, ERROR_REASON);
    String details = "target_status=" + text(tokens, TARGET_STATUS);
    boolean unexplained = reason.isEmpty() || reason.equals("-");
    builder.details(cache.same(unexplained ? details : details + " " + reason));
  }

  private static void setTimes(
      List<Tokens.Token> tokens, Instant written, Observation.Builder builder) {
    Duration whole = Duration.ZERO;
    boolean complete = true;
    for (int i = FIRST_TIME; i < STATUS; i++) {
      Duration part = AccessField.seconds(text(tokens, i));
      complete &= part != null;
      whole = part == null ? whole : whole.plus(part);
    }
    builder.upstreamTime(AccessField.seconds(text(tokens, FIRST_TIME + 1)));
    Instant created = UtcTime.parse(text(tokens, CREATION));
    Instant start = created != null ? created : complete ? written.minus(whole) : written;
    builder.time(start).duration(duration(start, written, complete ? whole : null));
  }

  private static Duration duration(Instant start, Instant written, @Nullable Duration sum) {
    Duration between = Duration.between(start, written);
    if (sum != null && (between.isNegative() || between.isZero())) {
      return sum;
    }
    return between.isNegative() ? Duration.ZERO : between;
  }

  private static String text(List<Tokens.Token> tokens, int index) {
    return index < tokens.size() ? tokens.get(index).text() : "";
  }
}
