package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Callers;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Of all instances behind the load balancer just the one on the failing caller's own node has no
 * line from that caller, though its log covers the time.
 */
final class InstanceOnCallersNodeWithoutLine implements Check {
  private record Seen(int own, int elsewhere, String silent, List<Evidence> evidence) {}

  @Override
  public String id() {
    return "no-line-at-instance-on-callers-node";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.PODS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.TABLES,
        EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    Map<String, String> nodes =
        file.bundle().pods().stream().collect(Collectors.toMap(Pod::name, Pod::node, (a, _) -> a));
    Map<String, List<Observation>> byInstance =
        file.bundle().observations().stream()
            .filter(one -> one.vantage().side() == Side.GATEWAY)
            .filter(one -> nodes.containsKey(one.vantage().instance()))
            .collect(
                Collectors.groupingBy(
                    one -> one.vantage().instance(), TreeMap::new, Collectors.toList()));
    Callers callers = Callers.of(file.bundle());
    Map<String, Observation> failing = new TreeMap<>();
    for (Observation call : callers.calls()) {
      boolean placed = !callers.address(call).isEmpty() && !callers.node(call).isEmpty();
      if (call.clientFailure() != ClientFailure.NONE && placed) {
        failing.putIfAbsent(callers.address(call), call);
      }
    }
    Answer answer = Answer.blind("gateway-access-log");
    for (Map.Entry<String, Observation> caller : failing.entrySet()) {
      String node = callers.node(caller.getValue());
      Seen seen = lines(byInstance, nodes, caller.getKey(), node, caller.getValue());
      if (seen.own > 0) {
        answer = Answer.absent("the gateway's logs", "the instance on the caller's node");
      } else if (!seen.silent.isEmpty() && seen.elsewhere > 0) {
        return Answer.found(
            seen.silent,
            List.of(caller.getValue().evidence(), seen.evidence.getFirst()),
            "caller",
            caller.getKey(),
            "node",
            node,
            "count",
            seen.elsewhere);
      }
    }
    return answer;
  }

  private static Seen lines(
      Map<String, List<Observation>> byInstance,
      Map<String, String> nodes,
      String address,
      String node,
      Observation call) {
    int own = 0;
    int elsewhere = 0;
    String silent = "";
    List<Evidence> evidence = new ArrayList<>();
    for (Map.Entry<String, List<Observation>> instance : byInstance.entrySet()) {
      List<Observation> theirs =
          instance.getValue().stream().filter(one -> from(one, address)).toList();
      if (node.equals(nodes.get(instance.getKey()))) {
        own += theirs.size();
        silent = covers(instance.getValue(), call) ? instance.getKey() : silent;
      } else {
        elsewhere += theirs.size();
        theirs.stream().limit(1).forEach(one -> evidence.add(one.evidence()));
      }
    }
    return new Seen(own, elsewhere, silent, evidence);
  }

  private static boolean from(Observation line, String address) {
    return Addresses.host(line.downstreamRemoteAddress()).equals(address)
        || line.forwardedFor().equals(address);
  }

  /** The log has lines before and after the moment; a caller without a date cannot be compared. */
  private static boolean covers(List<Observation> lines, Observation call) {
    Optional<Instant> moment = call.time().filter(time -> time.getEpochSecond() > 86_400);
    return moment.isEmpty()
        || lines.stream().flatMap(one -> one.time().stream()).anyMatch(moment.get()::isAfter)
            && lines.stream().flatMap(one -> one.time().stream()).anyMatch(moment.get()::isBefore);
  }
}
