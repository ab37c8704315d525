package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Connections that fail, told by an application's stack trace or driver that names no request, or
 * by an event of a kubelet that could not fetch an image or mount a volume. Only where no request
 * failed: each of those says more than such a line.
 */
final class LoggedConnectionErrors implements SymptomDetector {
  /** What libc, Go, Node.js and the JVM print; a server does not write them about its callers. */
  private static final List<String> LITERALS =
      List.of(
          "connection refused",
          "econnrefused",
          "no route to host",
          "network is unreachable",
          "host is unreachable",
          "i/o timeout",
          "connection timed out",
          "connect timed out",
          "etimedout",
          "request canceled while waiting for connection",
          "no such host",
          "unknownhostexception");

  /**
   * Reasons of a kubelet's events about what it fetches (kubernetes pkg/kubelet/events/event.go);
   * probes that fail are pods' matter.
   */
  private static final Set<String> FETCHES =
      Set.of("Failed", "FailedMount", "FailedAttachVolume", "FailedCreatePodSandBox");

  /** Levels at which an application tells of what is of no consequence. */
  private static final Set<String> HARMLESS = Set.of("INFO", "DEBUG", "TRACE");

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    if (exchanges.stream().anyMatch(Exchange::failed)) {
      return List.of();
    }
    List<Evidence> evidence = new ArrayList<>();
    for (LogRecord line : bundle.logs()) {
      if (line.component() == Component.APPLICATION && !HARMLESS.contains(line.level())) {
        if (tellsOfConnection(line.raw()) && !Complaint.ofNameServer(line.raw())) {
          evidence.add(line.evidence());
        }
      }
    }
    for (KubernetesEvent event : bundle.events()) {
      if (FETCHES.contains(event.reason()) && tellsOfConnection(event.message())) {
        evidence.add(event.evidence());
      }
    }
    return evidence.isEmpty()
        ? List.of()
        : List.of(
            new Symptom.Reported(
                "",
                Disposition.FAULTY,
                Phrase.of("symptom.logged", "text", evidence.getFirst().text().strip()),
                evidence.size(),
                evidence.stream().limit(3).toList()));
  }

  private static boolean tellsOfConnection(String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    return LITERALS.stream().anyMatch(folded::contains);
  }
}
