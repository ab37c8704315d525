package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Protocol;
import dev.whichhop.flows.network.Traffic;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.network.Cidr;
import java.util.ArrayList;
import java.util.List;

/**
 * What flow-log records show of the traffic that was asked about, set against what configuration
 * says.
 *
 * @param late rejected packets without a SYN: they came after their connection was closed, which no
 *     rule decides (VPC user guide, flow-log-records)
 * @param skipped records that say that an unknown number of flows was lost
 * @param rejects the first rejected records
 */
public record Seen(
    int requestsAccepted,
    int requestsRejected,
    int repliesAccepted,
    int repliesRejected,
    int late,
    int skipped,
    List<Evidence> rejects) {
  private static final int KEPT = 3;
  private static final int SYN = 2;

  /** How records stand to the verdict. */
  public enum Fit {
    CONFIRM,
    CONTRADICT,
    /** Configuration cannot tell, and records show that it passes. */
    SHOW_PASSING,
    /** Configuration cannot tell, and records show that it is rejected. */
    SHOW_REJECTED,
    /** Nothing that speaks for or against. */
    SILENT
  }

  /** Looks for packets between both ends among the records. */
  public static Seen of(Reach reach, List<FlowRecord> records) {
    int[] accepted = new int[Way.values().length];
    int[] rejected = new int[Way.values().length];
    int late = 0;
    int skipped = 0;
    List<Evidence> rejects = new ArrayList<>();
    for (FlowRecord record : records) {
      skipped += record.logStatus().equals("SKIPDATA") ? 1 : 0;
      for (Way way : Way.values()) {
        if (!matches(record, reach, way)) {
          continue;
        } else if (!record.rejected()) {
          accepted[way.ordinal()] += record.action().equals("ACCEPT") ? 1 : 0;
        } else if (isLate(record)) {
          late++;
        } else {
          rejected[way.ordinal()]++;
          if (rejects.size() < KEPT) {
            rejects.add(record.evidence());
          }
        }
      }
    }
    return new Seen(
        accepted[Way.REQUEST.ordinal()],
        rejected[Way.REQUEST.ordinal()],
        accepted[Way.REPLY.ordinal()],
        rejected[Way.REPLY.ordinal()],
        late,
        skipped,
        List.copyOf(rejects));
  }

  private static boolean matches(FlowRecord record, Reach reach, Way way) {
    Location sender = way == Way.REQUEST ? reach.from() : reach.to();
    Location receiver = way == Way.REQUEST ? reach.to() : reach.from();
    int port = way == Way.REQUEST ? record.destinationPort() : record.sourcePort();
    return isOf(sender, record.packetSource(), record.sourceAddress())
        && isOf(receiver, record.packetDestination(), record.destinationAddress())
        && reach.question().request().stream()
            .anyMatch(traffic -> isOf(traffic, record.protocol(), port));
  }

  private static boolean isOf(Location end, String packetAddress, String address) {
    return List.of(packetAddress, address).stream()
        .flatMap(text -> Cidr.parse(text).stream())
        .anyMatch(one -> end.address().contains(one) || end.dialled().contains(one));
  }

  /** The port at the destination is the one asked about, in requests and in replies. */
  private static boolean isOf(Traffic traffic, int protocol, int port) {
    boolean another = traffic.protocol().equals(Protocol.ANOTHER);
    return another && protocol >= 0
        || traffic.protocol().number() == protocol
            && (!traffic.protocol().hasPorts()
                || traffic.ports().from() <= port && port <= traffic.ports().to());
  }

  /** A request begins with a SYN; where the format has no flags, it may be one. */
  private static boolean isLate(FlowRecord record) {
    return record.protocol() == Protocol.TCP.number()
        && record.tcpFlags() >= 0
        && (record.tcpFlags() & SYN) == 0;
  }

  public boolean isRejected() {
    return requestsRejected > 0 || repliesRejected > 0;
  }

  /** Both ways, and nothing rejected. */
  public boolean isPassing() {
    return requestsAccepted > 0 && repliesAccepted > 0 && !isRejected();
  }

  /** How they stand to this verdict. */
  public Fit fit(Verdict verdict) {
    if (!isPassing() && !isRejected()) {
      return Fit.SILENT;
    }
    return switch (verdict) {
      case REACHABLE -> isPassing() ? Fit.CONFIRM : Fit.CONTRADICT;
      case BLOCKED -> isPassing() ? Fit.CONTRADICT : Fit.CONFIRM;
      case UNKNOWN -> isPassing() ? Fit.SHOW_PASSING : Fit.SHOW_REJECTED;
      case PARTLY -> isRejected() ? Fit.CONFIRM : Fit.SILENT;
    };
  }
}
