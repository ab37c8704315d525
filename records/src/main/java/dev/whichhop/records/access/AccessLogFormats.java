package dev.whichhop.records.access;

import dev.whichhop.records.LineParser;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The Envoy text formats to try: those that Istio, Knative's Kourier and Envoy itself print by
 * default, and before them those found in the configuration that lies beside the logs.
 *
 * <p>Strings from Istio's source: {@code pilot/pkg/networking/core/v1alpha3/listener.go} up to 1.7,
 * {@code pilot/pkg/model/telemetry_logging.go} later. Istio 0.x and 1.0 and Kourier set none, so
 * Envoy's own default applies. Only the cluster operator changed in 1.24, not the line.
 */
public final class AccessLogFormats {
  private static final String REQUEST =
      "[%START_TIME%] \"%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%\""
          + " %RESPONSE_CODE% %RESPONSE_FLAGS% ";
  private static final String CALLER =
      "%BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%"
          + " \"%REQ(X-FORWARDED-FOR)%\" \"%REQ(USER-AGENT)%\" \"%REQ(X-REQUEST-ID)%\""
          + " \"%REQ(:AUTHORITY)%\" \"%UPSTREAM_HOST%\"";
  private static final String ADDRESSES =
      " %UPSTREAM_CLUSTER% %UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS%"
          + " %DOWNSTREAM_REMOTE_ADDRESS% %REQUESTED_SERVER_NAME%";

  /** Istio 1.9 and later. */
  public static final String ISTIO_1_9 =
      REQUEST
          + "%RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS%"
          + " \"%UPSTREAM_TRANSPORT_FAILURE_REASON%\" "
          + CALLER
          + ADDRESSES
          + " %ROUTE_NAME%";

  /** Istio 1.3 to 1.8. */
  static final String ISTIO_1_3 =
      REQUEST
          + "\"%DYNAMIC_METADATA(istio.mixer:status)%\" \"%UPSTREAM_TRANSPORT_FAILURE_REASON%\" "
          + CALLER
          + ADDRESSES
          + " %ROUTE_NAME%";

  /** Istio 1.2. */
  static final String ISTIO_1_2 =
      REQUEST
          + "\"%DYNAMIC_METADATA(istio.mixer:status)%\" \"%UPSTREAM_TRANSPORT_FAILURE_REASON%\" "
          + CALLER
          + ADDRESSES;

  /** Istio 1.1. */
  static final String ISTIO_1_1 =
      REQUEST + "\"%DYNAMIC_METADATA(istio.mixer:status)%\" " + CALLER + ADDRESSES;

  /** Istio 1.1 before the Mixer status was added. */
  static final String ISTIO_1_0 = REQUEST + CALLER + ADDRESSES;

  /** Envoy's own default. */
  static final String ENVOY = REQUEST + CALLER;

  private static final List<String> BUILT_IN =
      List.of(ISTIO_1_9, ISTIO_1_3, ISTIO_1_2, ISTIO_1_1, ISTIO_1_0, ENVOY);

  private final Set<String> found = new LinkedHashSet<>();

  /** Takes a text or JSON format string from somebody's configuration; nonsense is ignored. */
  public void add(String format) {
    String line = format.strip();
    if (line.indexOf('%') >= 0 && !BUILT_IN.contains(line)) {
      found.add(line);
    }
  }

  /** New parsers, one per format, those from configuration first. */
  public List<LineParser> parsers() {
    List<LineParser> parsers = new ArrayList<>();
    for (String format : found) {
      if (format.startsWith("{")) {
        parsers.add(EnvoyJsonParser.ofFormat(format));
      } else {
        EnvoyFormat.compile(format).map(EnvoyTextParser::new).ifPresent(parsers::add);
      }
    }
    for (String format : BUILT_IN) {
      EnvoyFormat.compile(format).map(EnvoyTextParser::new).ifPresent(parsers::add);
    }
    parsers.add(new EnvoyJsonParser());
    parsers.add(new EnvoyLooseParser());
    return parsers;
  }
}
