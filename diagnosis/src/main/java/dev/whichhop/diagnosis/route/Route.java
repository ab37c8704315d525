package dev.whichhop.diagnosis.route;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.diagnosis.Share;
import dev.whichhop.model.diagnosis.Station;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The stations that the failing request passes, as far as the evidence knows them.
 *
 * <p>A station is on the route when the evidence shows that this path has one: an access log from
 * there, an object of that kind. It is {@code OK} when a request is proven to have passed it.
 */
public final class Route {
  private Route() {}

  /**
   * The stations from the caller to the application, with the layers below when they are at fault.
   */
  public static List<Station> of(CaseFile file, List<RankedCause> causes) {
    Set<Hop> present = present(file.bundle());
    Set<Hop> passed = passed(file.bundle());
    Hop fault = causes.isEmpty() ? null : causes.getFirst().hop();
    if (fault == null) {
      passed.removeAll(doubtful(file, present));
    }
    if (fault != null) {
      present.add(fault);
    }
    List<Station> route = new ArrayList<>();
    for (Hop hop : Hop.values()) {
      if (!present.contains(hop)) {
        continue;
      }
      Station.State state =
          hop == fault
              ? Station.State.FAULT
              : passed.contains(hop) ? Station.State.OK : Station.State.UNSEEN;
      route.add(new Station(hop, instance(hop, file.bundle()), state));
    }
    return List.copyOf(route);
  }

  private static Set<Hop> present(Bundle bundle) {
    Set<Hop> present = EnumSet.of(Hop.CLIENT, Hop.APP);
    for (Observation one : bundle.observations()) {
      present.add(one.vantage().hop());
    }
    boolean networkLoadBalancer =
        bundle.aws("LoadBalancers").stream()
                .anyMatch(one -> one.get("Type").textOrEmpty().equals("network"))
            || !bundle.aws("TargetHealthDescriptions").isEmpty()
            || bundle.objects("Service").stream().anyMatch(Route::behindBalancer);
    if (networkLoadBalancer) {
      present.add(Hop.NLB);
    }
    boolean knative =
        bundle.objects().stream().anyMatch(one -> one.group().equals("serving.knative.dev"))
            || bundle.pods().stream().anyMatch(one -> one.name().startsWith("activator-"));
    if (knative) {
      present.add(Hop.ACTIVATOR);
      present.add(Hop.QUEUE_PROXY);
    }
    boolean gateway =
        bundle.pods().stream().anyMatch(one -> one.name().contains("ingressgateway"))
            || !bundle.objects("Gateway").isEmpty();
    if (gateway) {
      present.add(Hop.GATEWAY);
    }
    return present;
  }

  /** Hops that a request is proven to have passed. */
  private static Set<Hop> passed(Bundle bundle) {
    Set<Hop> passed = EnumSet.noneOf(Hop.class);
    for (Observation one : bundle.observations()) {
      if (one.succeeded()) {
        passed.add(one.vantage().hop());
        if (one.vantage().side() == Side.INBOUND || one.vantage().side() == Side.SERVER) {
          passed.add(Hop.APP);
        }
        if (one.vantage().side() == Side.GATEWAY) {
          passed.add(Hop.CLIENT);
          passed.add(Hop.NLB);
        }
        // An answer that a proxy passed on came from the application.
        if (!one.upstreamHost().isEmpty() && one.vantage().side() != Side.CALLER) {
          passed.add(Hop.APP);
        }
      }
    }
    return passed;
  }

  /**
   * Where failures were seen, and where they went next: without a verdict either may be at fault.
   */
  private static Set<Hop> doubtful(CaseFile file, Set<Hop> present) {
    Set<Hop> doubtful = EnumSet.noneOf(Hop.class);
    for (Observation one : file.failures()) {
      Hop seen = one.vantage().hop();
      doubtful.add(seen);
      present.stream()
          .filter(hop -> hop.compareTo(seen) > 0)
          .min(Hop::compareTo)
          .ifPresent(doubtful::add);
    }
    boolean answersWithErrors =
        file.symptoms().stream()
            .filter(one -> one.disposition() == Disposition.APPLICATION)
            .anyMatch(
                one -> one instanceof Symptom.RequestFailures group && group.share() != Share.FEW);
    if (answersWithErrors) {
      doubtful.add(Hop.APP);
    }
    return doubtful;
  }

  /** AWS names load balancers {@code <name>-<id>.elb.<region>.amazonaws.com}; aws facts row 12. */
  private static boolean behindBalancer(KubernetesObject service) {
    return service.status().at("loadBalancer", "ingress").items().stream()
        .anyMatch(one -> one.get("hostname").textOrEmpty().contains(".elb."));
  }

  private static String instance(Hop hop, Bundle bundle) {
    return bundle.observations().stream()
        .filter(one -> one.vantage().hop() == hop)
        .map(one -> one.vantage().instance())
        .findFirst()
        .orElse("");
  }
}
