package dev.whichhop.diagnosis.ladder;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.diagnosis.DurationShape;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.ladder.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where time-outs of requests are set or can be seen. */
final class RequestReadings {
  /** A route with its time-out and the time that all its tries may take. */
  record Route(Reading timeout, Optional<Reading> allTries) {}

  private final CaseFile file;
  private final Map<String, List<Route>> routes = new LinkedHashMap<>();

  RequestReadings(CaseFile file) {
    this.file = file;
    for (KubernetesObject service : file.bundle().objects("VirtualService")) {
      for (Node http : service.spec().get("http").items()) {
        route(service, http)
            .ifPresent(route ->
                http.get("route").items().stream()
                    .map(one -> one.at("destination", "host").textOrEmpty())
                    .map(host -> Hosts.shortName(host, service.namespace()))
                    .distinct()
                    .forEach(
                        host -> routes.computeIfAbsent(host, _ -> new ArrayList<>()).add(route)));
      }
    }
  }

  private static Optional<Route> route(KubernetesObject service, Node http) {
    String name = http.get("name").textOrEmpty();
    String where = service.reference() + (name.isEmpty() ? "" : " " + name);
    Node retries = http.get("retries");
    // Without "attempts" there is one try (istio/api VirtualService, HTTPRetry.attempts).
    long tries = 1 + retries.get("attempts").whole().orElse(0);
    Optional<Reading> all =
        DurationText.parse(retries.get("perTryTimeout").textOrEmpty())
            .filter(perTry -> tries > 1 && !perTry.isZero())
            .map(perTry ->
                Reading.lasts(
                    where,
                    perTry.multipliedBy(tries),
                    new Evidence(
                        retries.get("perTryTimeout").place(),
                        "perTryTimeout: "
                            + retries.get("perTryTimeout").textOrEmpty()
                            + ", attempts: "
                            + (tries - 1))));
    return Reading.duration(where, http.get("timeout")).map(timeout -> new Route(timeout, all));
  }

  boolean routesSeen() {
    return !file.bundle().objects("VirtualService").isEmpty();
  }

  /** Routes with a time-out that lead to the service. */
  List<Route> routes(Subject subject) {
    List<Route> found = new ArrayList<>(routes.getOrDefault(subject.host(), List.of()));
    if (found.isEmpty() && subject.host().contains(".")) {
      found.addAll(routes.getOrDefault(subject.name(), List.of()));
    }
    return found;
  }

  /** What callers' failed requests last, where all of them last the same. */
  List<Reading> client() {
    List<Reading> found = new ArrayList<>();
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      boolean gaveUp = group.clientFailure() == ClientFailure.TIMEOUT || group.hasFlag("DC");
      Duration typical = group.typicalDuration();
      if (gaveUp
          && group.durationShape() == DurationShape.CONSTANT
          && typical != null
          && !group.failures().isEmpty()) {
        found.add(
            Reading.measured(
                group.failures().getFirst().vantage().instance(),
                Seconds.usual(typical).orElse(typical),
                group.failures().getFirst().evidence(),
                false));
      }
    }
    return found;
  }

  List<Reading> revisionTimeout(Subject subject) {
    List<Reading> found = new ArrayList<>();
    for (Revision revision : subject.revisions()) {
      Reading.seconds("Revision/" + revision.key(), revision.timeout()).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      defaults("revision-timeout-seconds").ifPresent(found::add);
    }
    return found;
  }

  boolean revisionSeen(Subject subject) {
    return subject.revisions().stream().anyMatch(one -> one.timeout().exists());
  }

  /**
   * The limit of the first byte that comes from the cluster's defaults and not from the revision:
   * it holds only where it is below the revision's own time-out.
   */
  List<Reading> firstByteByDefault() {
    return defaults("revision-response-start-timeout-seconds")
        .or(() -> defaults("revision-timeout-seconds"))
        .stream()
        .toList();
  }

  /** True when a revision's own limit of the first byte is set, so no default holds. */
  boolean firstByteSet(Subject subject) {
    return subject.revisions().stream().anyMatch(one -> one.responseStartTimeout().exists());
  }

  boolean defaultsSeen() {
    return file.bundle().objects("ConfigMap").stream()
        .anyMatch(one -> one.name().equals("config-defaults"));
  }

  private Optional<Reading> defaults(String key) {
    return file.bundle().objects("ConfigMap").stream()
        .filter(one -> one.name().equals("config-defaults"))
        .flatMap(map -> Reading.seconds(map.reference(), map.root().at("data", key)).stream())
        .findFirst();
  }
}
