package dev.whichhop.records.log;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.Parsed;
import java.util.Map;

/**
 * ztunnel's access lines, {@code connection complete src.addr=… dst.addr=… error=…}: one connection
 * each, without a status (istio/ztunnel src/proxy/metrics.rs).
 */
final class ZtunnelAccess {
  private ZtunnelAccess() {}

  static Parsed of(LogRecord record, LineContext context) {
    Map<String, String> fields = record.fields();
    String direction = fields.getOrDefault("direction", "");
    boolean access =
        record.message().contains("connection complete")
            || record.message().contains("connection failed");
    if (!access || direction.isEmpty()) {
      return new Parsed.OfLog(record);
    }
    Side side = direction.equals("inbound") ? Side.INBOUND : Side.OUTBOUND;
    String error = fields.getOrDefault("error", "");
    ClientFailure failure = FailureText.of(error).failure();
    Observation observation =
        Observation.builder(new Vantage(Hop.SIDECAR, side, context.instance()), context.place())
            .time(record.time())
            .duration(Durations.ofField("duration", fields.getOrDefault("duration", "")))
            .authority(fields.getOrDefault("dst.service", ""))
            .downstreamRemoteAddress(fields.getOrDefault("src.addr", ""))
            .upstreamHost(
                fields.getOrDefault("dst.hbone_addr", fields.getOrDefault("dst.addr", "")))
            .upstreamCluster(fields.getOrDefault("dst.workload", ""))
            .bytesSent(number(fields.get("bytes_sent")))
            .bytesReceived(number(fields.get("bytes_recv")))
            .details(error)
            .clientFailure(
                !error.isEmpty() && failure == ClientFailure.NONE ? ClientFailure.OTHER : failure)
            .raw(record.raw())
            .build();
    return new Parsed.OfLoggedRequest(record, observation);
  }

  private static long number(@org.jspecify.annotations.Nullable String text) {
    try {
      return text == null ? -1 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
