package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Conditions;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Knative Services, Routes and their Ingresses that say themselves that they are not ready. A
 * Service that was ready before goes on serving, so this is a fault only where no request for its
 * host was answered.
 */
final class KnativeReadiness implements SymptomDetector {
  /** What people wait for, in this order; an Ingress only where nothing above it is known. */
  private static final List<String> KINDS = List.of("Service", "Route", "DomainMapping", "Ingress");

  private static final List<String> TABLES = List.of("knative-services", "routes");

  private record Unready(String name, String reason, Set<String> hosts, Evidence evidence) {}

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    List<Unready> unready = unready(bundle);
    if (unready.isEmpty()) {
      return List.of();
    }
    // A failed request says more than a condition.
    boolean elsewhere = exchanges.stream().anyMatch(Exchange::failed);
    for (Observation one : bundle.observations()) {
      boolean served = one.status() > 0 && one.status() < 400;
      elsewhere |=
          served && (one.authority().isEmpty() || unready.stream().anyMatch(of -> isFor(of, one)));
    }
    return List.of(
        new Symptom.NotReady(
            "",
            elsewhere ? Disposition.EXPECTED : Disposition.FAULTY,
            Phrase.of(
                "symptom.knative-not-ready",
                "count",
                unready.size(),
                "object",
                unready.getFirst().name,
                "reason",
                unready.getFirst().reason),
            unready.size(),
            unready.stream().limit(3).map(Unready::evidence).toList()));
  }

  private static List<Unready> unready(Bundle bundle) {
    List<Unready> found = new ArrayList<>();
    for (String kind : KINDS) {
      for (KubernetesObject object : bundle.objects(kind)) {
        boolean knative = object.group().endsWith("knative.dev");
        if (knative && Conditions.fails(object, "Ready")) {
          Node condition = Conditions.of(object, "Ready").orElseThrow();
          String url = object.status().get("url").textOrEmpty();
          found.add(
              new Unready(
                  object.reference(),
                  word(Conditions.reason(condition)),
                  Set.of(
                      url.substring(url.indexOf("//") < 0 ? 0 : url.indexOf("//") + 2),
                      object.name() + "." + object.namespace()),
                  Conditions.evidence(condition)));
        }
      }
      if (!found.isEmpty()) {
        return found;
      }
    }
    for (String kind : TABLES) {
      for (Table table : bundle.tables(kind)) {
        for (Table.Row row : table.rows()) {
          String ready = row.cell("READY");
          if (ready.equals("False") || ready.equals("Unknown")) {
            String url = row.cell("URL");
            found.add(
                new Unready(
                    row.cell("NAME"),
                    word(row.cell("REASON")),
                    Set.of(url.substring(url.indexOf("//") < 0 ? 0 : url.indexOf("//") + 2)),
                    row.evidence()));
          }
        }
      }
    }
    return found;
  }

  private static String word(String reason) {
    return reason.isEmpty() ? "-" : reason;
  }

  private static boolean isFor(Unready object, Observation request) {
    String host = Addresses.host(request.authority());
    return object.hosts.stream()
        .anyMatch(one -> !one.isEmpty() && (host.equals(one) || host.startsWith(one + ".")));
  }
}
