package dev.whichhop.records.access;

import java.util.Locale;

/**
 * What the command operators of an Envoy format string mean. Names as in Envoy's "Substitution
 * Formatter" page; {@code REQ} and {@code RESP} are today aliases of {@code REQUEST_HEADER} and
 * {@code RESPONSE_HEADER}.
 */
final class EnvoyOperators {
  private EnvoyOperators() {}

  /**
   * @param name for example {@code REQ}
   * @param argument what stands in the brackets, for example {@code X-ENVOY-ORIGINAL-PATH?:PATH}
   */
  static AccessField field(String name, String argument) {
    return switch (name) {
      case "START_TIME", "START_TIME_LOCAL" -> AccessField.START_TIME;
      case "PROTOCOL" -> AccessField.PROTOCOL;
      case "RESPONSE_CODE" -> AccessField.STATUS;
      case "GRPC_STATUS", "GRPC_STATUS_NUMBER" -> AccessField.GRPC_STATUS;
      case "RESPONSE_FLAGS" -> AccessField.FLAGS;
      case "RESPONSE_CODE_DETAILS" -> AccessField.DETAILS;
      case "CONNECTION_TERMINATION_DETAILS" -> AccessField.TERMINATION_DETAILS;
      case "UPSTREAM_TRANSPORT_FAILURE_REASON" -> AccessField.TRANSPORT_FAILURE;
      case "DOWNSTREAM_TRANSPORT_FAILURE_REASON" -> AccessField.DOWNSTREAM_TRANSPORT_FAILURE;
      case "BYTES_RECEIVED" -> AccessField.BYTES_RECEIVED;
      case "BYTES_SENT" -> AccessField.BYTES_SENT;
      case "DURATION" -> AccessField.DURATION;
      case "UPSTREAM_HOST", "UPSTREAM_REMOTE_ADDRESS" -> AccessField.UPSTREAM_HOST;
      case "UPSTREAM_CLUSTER", "UPSTREAM_CLUSTER_RAW" -> AccessField.UPSTREAM_CLUSTER;
      case "UPSTREAM_LOCAL_ADDRESS" -> AccessField.UPSTREAM_LOCAL_ADDRESS;
      case "DOWNSTREAM_LOCAL_ADDRESS" -> AccessField.DOWNSTREAM_LOCAL_ADDRESS;
      case "DOWNSTREAM_REMOTE_ADDRESS" -> AccessField.DOWNSTREAM_REMOTE_ADDRESS;
      case "REQUESTED_SERVER_NAME" -> AccessField.SERVER_NAME;
      case "ROUTE_NAME" -> AccessField.ROUTE_NAME;
      case "PATH" -> AccessField.PATH;
      case "REQ", "REQUEST_HEADER", "REQ_WITHOUT_QUERY" -> requestHeader(argument);
      case "RESP", "RESPONSE_HEADER" ->
          argument.equalsIgnoreCase("X-ENVOY-UPSTREAM-SERVICE-TIME")
              ? AccessField.UPSTREAM_TIME
              : AccessField.OTHER;
      default -> AccessField.OTHER;
    };
  }

  private static AccessField requestHeader(String argument) {
    int alternative = argument.indexOf('?');
    String header = alternative < 0 ? argument : argument.substring(0, alternative);
    return switch (header.toUpperCase(Locale.ROOT)) {
      case ":METHOD" -> AccessField.METHOD;
      case ":PATH", "X-ENVOY-ORIGINAL-PATH" -> AccessField.PATH;
      case ":AUTHORITY", "HOST", "X-ENVOY-ORIGINAL-HOST" -> AccessField.AUTHORITY;
      case "X-FORWARDED-FOR" -> AccessField.FORWARDED_FOR;
      case "USER-AGENT" -> AccessField.USER_AGENT;
      case "X-REQUEST-ID" -> AccessField.REQUEST_ID;
      default -> AccessField.OTHER;
    };
  }
}
