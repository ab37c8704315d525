package dev.whichhop.records.access;

import java.util.List;
import java.util.Locale;

/**
 * The gRPC status as proxies write it: a number, {@code DeadlineExceeded} or {@code
 * DEADLINE_EXCEEDED} (Envoy's {@code %GRPC_STATUS(CAMEL_STRING|SNAKE_STRING|NUMBER)%}).
 */
final class GrpcStatus {
  /** In the order of their numbers; grpc.io, "Status codes and their use in gRPC". */
  private static final List<String> NAMES =
      List.of(
          "ok",
          "cancelled",
          "unknown",
          "invalidargument",
          "deadlineexceeded",
          "notfound",
          "alreadyexists",
          "permissiondenied",
          "resourceexhausted",
          "failedprecondition",
          "aborted",
          "outofrange",
          "unimplemented",
          "internal",
          "unavailable",
          "dataloss",
          "unauthenticated");

  private GrpcStatus() {}

  /** 0 to 16; -1 for a text that is none. */
  static int number(String text) {
    long number = AccessField.number(text);
    if (number >= 0) {
      return number < NAMES.size() ? (int) number : -1;
    }
    String name = text.replace("_", "").toLowerCase(Locale.ROOT);
    return name.equals("canceled") ? 1 : NAMES.indexOf(name);
  }
}
