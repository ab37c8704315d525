package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Callers;
import dev.whichhop.diagnosis.view.Machines;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Flow logs have REJECT records for new connections of the callers that fail, and none for those
 * that succeed. A reject without SYN is a packet that came after the end of a connection (aws facts
 * 2.6).
 */
final class FlowLogRejects implements Check {
  private static final int TCP = 6;
  private static final int SYN = 2;

  /** Port of ztunnel and waypoints for tunnelled connections (istio-envoy facts, ports). */
  private static final int HBONE = 15_008;

  @Override
  public String id() {
    return "flow-log-rejects";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.FLOW_RECORDS,
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.PODS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.TABLES,
        EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<FlowRecord> records = file.bundle().flowRecords();
    Callers callers = Callers.of(file.bundle());
    Set<Integer> ports =
        Target.of(file.bundle()).stream().map(Target::port).collect(Collectors.toSet());
    Set<String> failing = new HashSet<>();
    Set<String> served = new HashSet<>();
    for (Observation call : callers.calls()) {
      String address = callers.address(call);
      (call.clientFailure() == ClientFailure.NONE ? served : failing).add(address);
    }
    failing.remove("");
    Set<String> unreached = unreachedDoors(file);
    served.removeAll(failing);
    // Where nobody is served, a reject is a port scan.
    Set<String> open =
        records.stream()
            .filter(one -> one.action().equals("ACCEPT"))
            .map(FlowLogRejects::door)
            .collect(Collectors.toSet());
    List<FlowRecord> suspects =
        records.stream()
            .filter(one -> one.rejected() && one.protocol() == TCP)
            .filter(one -> one.tcpFlags() < 0 || (one.tcpFlags() & SYN) != 0)
            .filter(one ->
                failing.isEmpty()
                    || failing.contains(one.sourceAddress())
                    || isOneOf(unreached, one))
            .filter(one ->
                !failing.isEmpty()
                    || isOneOf(unreached, one)
                    || ports.contains(one.destinationPort())
                    || ports.isEmpty() && open.contains(door(one)))
            .filter(one -> !served.contains(one.sourceAddress()))
            .toList();
    Set<String> targets = targets(file.bundle());
    List<FlowRecord> toTargets =
        suspects.stream().filter(one -> targets.contains(one.destinationAddress())).toList();
    // Scans of other machines meet the same port; what the targets refused tells more.
    List<FlowRecord> rejected = toTargets.isEmpty() ? suspects : toTargets;
    boolean holes = records.stream().anyMatch(one -> one.logStatus().equals("SKIPDATA"));
    boolean traffic = records.stream().anyMatch(one -> !one.action().isEmpty());
    if (!rejected.isEmpty()) {
      return Answer.found(
          rejected.getFirst().destinationAddress(),
          rejected.stream().limit(3).map(FlowRecord::evidence).toList(),
          "count",
          rejected.size(),
          "source",
          rejected.getFirst().sourceAddress(),
          "port",
          rejected.getFirst().destinationPort());
    }
    return traffic && !holes
        ? Answer.absent(records.getFirst().evidence().place().file(), "the callers")
        : Answer.blind("flow-logs");
  }

  /**
   * Address and port that proxies tried to connect to in vain, and the port of the tunnel that
   * ambient proxies use instead. A reject at another port of the same machine is somebody else's.
   */
  private static Set<String> unreachedDoors(CaseFile file) {
    Set<String> doors = new HashSet<>();
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      boolean inVain =
          group.flags().contains("UF") || group.clientFailure() == ClientFailure.CONNECT_TIMEOUT;
      if (inVain && group.side() != Side.CALLER) {
        for (Observation failure : group.failures()) {
          String host = Addresses.host(failure.upstreamHost());
          if (!host.isEmpty()) {
            doors.add(host + " " + Addresses.port(failure.upstreamHost()));
            doors.add(host + " " + HBONE);
          }
        }
      }
    }
    return doors;
  }

  /** A door whose port nobody told is any door of the machine. */
  private static boolean isOneOf(Set<String> doors, FlowRecord one) {
    return doors.contains(door(one)) || doors.contains(one.destinationAddress() + " -1");
  }

  /** Addresses of the registered targets. */
  private static Set<String> targets(Bundle bundle) {
    Machines machines = Machines.of(bundle);
    return Target.of(bundle).stream()
        .map(one -> machines.ofInstance(one.id()).map(Machines.Machine::address).orElse(one.id()))
        .collect(Collectors.toSet());
  }

  private static String door(FlowRecord one) {
    return one.destinationAddress() + " " + one.destinationPort();
  }
}
