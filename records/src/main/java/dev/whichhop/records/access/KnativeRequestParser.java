package dev.whichhop.records.access;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import dev.whichhop.records.log.FlatJson;
import java.util.Map;
import java.util.Optional;

/**
 * Request logs of Knative's queue-proxy and activator in the default template of {@code
 * logging.request-log-template} (knative/serving, {@code
 * config/core/configmaps/observability.yaml}). The template has no time of its own.
 */
final class KnativeRequestParser implements LineParser {
  private final TextCache cache = new TextCache();

  @Override
  public String format() {
    return "knative-request-log";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    if (!line.startsWith("{\"httpRequest\"")) {
      return Optional.empty();
    }
    Map<String, String> values = FlatJson.read(line);
    if (values == null || !values.containsKey("httpRequest.status")) {
      return Optional.empty();
    }
    Hop hop = context.component() == Component.ACTIVATOR ? Hop.ACTIVATOR : Hop.QUEUE_PROXY;
    Observation.Builder builder =
        Observation.builder(new Vantage(hop, Side.SERVER, context.instance()), context.place());
    values.forEach((key, value) -> set(key, value, builder));
    return Optional.of(new Parsed.OfRequest(builder.raw(line).build()));
  }

  private void set(String key, String value, Observation.Builder into) {
    switch (key) {
      case "httpRequest.requestMethod" -> AccessField.METHOD.set(into, value, cache);
      case "httpRequest.requestUrl" -> AccessField.PATH.set(into, value, cache);
      case "httpRequest.requestSize" -> AccessField.BYTES_RECEIVED.set(into, value, cache);
      case "httpRequest.responseSize" -> AccessField.BYTES_SENT.set(into, value, cache);
      case "httpRequest.status" -> AccessField.STATUS.set(into, value, cache);
      case "httpRequest.userAgent" -> AccessField.USER_AGENT.set(into, value, cache);
      case "httpRequest.remoteIp" -> AccessField.DOWNSTREAM_REMOTE_ADDRESS.set(into, value, cache);
      case "httpRequest.serverIp" -> AccessField.DOWNSTREAM_LOCAL_ADDRESS.set(into, value, cache);
      case "httpRequest.protocol" -> AccessField.PROTOCOL.set(into, value, cache);
      case "httpRequest.latency" ->
          AccessField.DURATION_SECONDS.set(
              into, value.endsWith("s") ? value.substring(0, value.length() - 1) : value, cache);
      default -> {}
    }
  }
}
