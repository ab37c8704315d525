package dev.whichhop.records.access;

import dev.whichhop.model.evidence.Observation;
import dev.whichhop.records.log.FailureText;
import dev.whichhop.records.log.IdleTime;
import dev.whichhop.records.log.KeyValues;
import java.util.List;
import java.util.Map;

/**
 * {@code rt=0.003 urt="0.002" uerr="read ECONNRESET"} and the like, which people add behind the
 * combined format.
 */
record NamedTail(Map<String, String> fields) {
  static final NamedTail NONE = new NamedTail(Map.of());

  /** Keys for what went wrong on the connection to the upstream. */
  private static final List<String> ERRORS =
      List.of("uerr", "upstream_error", "upstream_err", "proxy_error", "backend_error");

  static NamedTail of(String text) {
    return new NamedTail(KeyValues.of(text));
  }

  boolean tellsOfUpstreamErrors() {
    return ERRORS.stream().anyMatch(fields::containsKey);
  }

  void set(Observation.Builder into, TextCache cache) {
    fields.forEach((key, value) -> {
      switch (key) {
        case "rt", "request_time" -> AccessField.DURATION_SECONDS.set(into, value, cache);
        case "urt", "upstream_response_time" ->
            AccessField.UPSTREAM_TIME_SECONDS.set(into, value, cache);
        case "ua", "upstream_addr", "upstream" -> AccessField.UPSTREAM_HOST.set(into, value, cache);
        default -> {}
      }
    });
    into.idleBefore(IdleTime.of(fields));
    for (String key : ERRORS) {
      String error = fields.getOrDefault(key, "-");
      if (!error.isEmpty() && !error.equals("-")) {
        AccessField.DETAILS.set(into, error, cache);
        into.clientFailure(FailureText.of(error).failure());
      }
    }
  }
}
