package dev.whichhop.diagnosis.check.tls;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.LogRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls to a port by the address of a pod are closed or refused every time, while calls to the same
 * port by the address of a Service work: calls by pod address leave the mesh unencrypted
 * (PassthroughCluster, or listener virtual in old meshes).
 */
final class PodAddressesFailServiceAddressesWork implements Check {
  private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}):(\\d{2,5})");
  private static final List<String> CLOSED =
      List.of("EOF", "closed", "reset by peer", "Empty reply", "handshake");

  @Override
  public String id() {
    return "pod-addresses-fail-service-addresses-work";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.LOGS, EvidenceKind.PODS, EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    Set<String> pods = Addresses.ofWorkloads(file.bundle());
    Set<String> services = new HashSet<>();
    for (KubernetesObject service : file.bundle().objects("Service")) {
      services.add(service.spec().get("clusterIP").textOrEmpty());
    }
    List<LogRecord> logs = file.bundle().logs();
    if (pods.isEmpty() || logs.isEmpty()) {
      return Answer.blind(logs.isEmpty() ? "app-log" : "pods");
    }
    List<Evidence> failed = new ArrayList<>();
    List<Evidence> worked = new ArrayList<>();
    for (LogRecord record : logs) {
      Matcher address = ADDRESS.matcher(record.message());
      if (!address.find()) {
        continue;
      }
      boolean error =
          (record.level().equals("ERROR") || record.level().equals("WARN"))
              && CLOSED.stream().anyMatch(record.message()::contains);
      if (error && pods.contains(address.group(1))) {
        failed.add(record.evidence());
      } else if (!error && services.contains(address.group(1))) {
        worked.add(record.evidence());
      }
    }
    if (failed.size() < 3 || worked.isEmpty()) {
      return Answer.absent("the logs", "calls by address");
    }
    List<Evidence> evidence = new ArrayList<>(failed.subList(0, 2));
    evidence.add(worked.getFirst());
    return Answer.found(failed.getFirst().place().file(), evidence, "count", failed.size());
  }
}
