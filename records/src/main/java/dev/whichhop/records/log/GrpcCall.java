package dev.whichhop.records.log;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finished call as the logging interceptors of gRPC write it ({@code grpc.code=Unavailable}; the
 * fields of go-grpc-middleware). Only a client's line tells what became of the call on the wire: a
 * server writes {@code DeadlineExceeded} of its own client's patience.
 */
final class GrpcCall {
  private static final String CODE = "grpc.code";

  private GrpcCall() {}

  static boolean isOne(LogRecord record) {
    return record.fields().containsKey(CODE);
  }

  /** The call; null when a server wrote the line. */
  static @Nullable Observation read(LogRecord record, String instance) {
    Map<String, String> fields = record.fields();
    String kind = RequestKeys.first(fields, "grpc.component", "span.kind", "kind");
    if (!kind.equals("client")) {
      return null;
    }
    String milliseconds = RequestKeys.first(fields, "grpc.time_ms", "grpc.duration_ms");
    String error = RequestKeys.first(fields, "error", "grpc.error", "err");
    Observation.Builder call =
        Observation.builder(new Vantage(Hop.CLIENT, Side.CALLER, instance), record.place())
            .time(record.time())
            .method("POST")
            .path(
                "/"
                    + fields.getOrDefault("grpc.service", "")
                    + "/"
                    + fields.getOrDefault("grpc.method", ""))
            .duration(Durations.ofField("ms", milliseconds))
            .raw(record.raw());
    ClientFailure failure = failure(fields.getOrDefault(CODE, ""), error);
    return failure == ClientFailure.NONE
        ? call.cameThrough().build()
        : call.clientFailure(failure).details(error).build();
  }

  /** Codes that a library makes up when no answer came; all others are the server's answers. */
  private static ClientFailure failure(String code, String error) {
    ClientFailure told = FailureText.of(error).failure();
    return switch (code) {
      case "Unavailable" -> told == ClientFailure.NONE ? ClientFailure.OTHER : told;
      case "DeadlineExceeded" -> ClientFailure.TIMEOUT;
      default -> ClientFailure.NONE;
    };
  }
}
