package dev.whichhop.records.log;

import java.util.Map;

/**
 * How programs spell the fields of a request in structured lines: pino, zap, slog, logback, ECS,
 * OpenTelemetry, Serilog, and people's own.
 */
final class RequestKeys {
  static final String[] STATUS = {
    "status",
    "status_code",
    "statusCode",
    "StatusCode",
    "http_status",
    "httpStatus",
    "http_status_code",
    "httpStatusCode",
    "http_code",
    "httpCode",
    "response_code",
    "responseCode",
    "response_status",
    "code",
    "res.statusCode",
    "res.status",
    "response.status",
    "response.status_code",
    "http.response.status_code",
    "http.status_code",
    "http",
    "event.status"
  };
  static final String[] TARGET = {
    "url",
    "uri",
    "path",
    "req.url",
    "request_uri",
    "request.uri",
    "request.url",
    "request.path",
    "request_url",
    "request_path",
    "http.url",
    "url.full",
    "url.path",
    "target",
    "endpoint",
    "http.target",
    "requestUri",
    "requestUrl",
    "RequestPath",
    "Uri",
    "href"
  };
  static final String[] METHOD = {
    "method",
    "req.method",
    "request.method",
    "request_method",
    "requestMethod",
    "RequestMethod",
    "http_method",
    "http.method",
    "http.request.method",
    "verb"
  };
  static final String[] ERROR = {
    "error",
    "err",
    "exception",
    "err.message",
    "error.message",
    "exception.message",
    "error_message",
    "errorMessage",
    "exc_info",
    "cause",
    "reason",
    "err.code",
    "error.code",
    "uerr",
    "upstream_error",
    "upstream_err"
  };
  static final String[] REQUEST_ID = {
    "x-request-id",
    "x_request_id",
    "request_id",
    "requestId",
    "reqId",
    "req_id",
    "rid",
    "req.id",
    "request-id",
    "xRequestId",
    "http.request.id"
  };
  static final String[] REUSED = {"reused", "reuse", "keepalive_reuse", "conn_reused"};
  static final String[] USER_AGENT = {"user_agent", "userAgent", "ua", "user_agent.original"};
  static final String[] BODY = {"body", "response", "response_body"};
  static final String[] SPEAKER = {
    "logger", "logger_name", "log.logger", "name", "component", "SourceContext"
  };

  private RequestKeys() {}

  /** The first of the fields that is there and not empty; empty when none is. */
  static String first(Map<String, String> fields, String... keys) {
    for (String key : keys) {
      String value = fields.get(key);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return "";
  }
}
