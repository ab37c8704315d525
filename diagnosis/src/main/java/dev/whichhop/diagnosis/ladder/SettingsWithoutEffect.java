package dev.whichhop.diagnosis.ladder;

import dev.whichhop.diagnosis.view.ProxyDumps;
import dev.whichhop.diagnosis.view.TrafficPolicies;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.ladder.Ladder;
import dev.whichhop.model.ladder.Origin;
import dev.whichhop.model.ladder.WithoutEffect;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Settings that somebody made against this kind of failure and that do nothing for the failing leg:
 * a DestinationRule is about the connections that a proxy opens, a listener about those that it
 * accepts (istio-envoy facts 1.2 F18, F20).
 */
final class SettingsWithoutEffect {
  private static final int MOST = 6;

  private final Bundle bundle;
  private final KeepaliveReadings keepalive;
  private final Map<Ladder.Kind, List<WithoutEffect>> found = new EnumMap<>(Ladder.Kind.class);

  private SettingsWithoutEffect(Bundle bundle) {
    this.bundle = bundle;
    this.keepalive = new KeepaliveReadings(bundle);
  }

  static Map<Ladder.Kind, List<WithoutEffect>> of(Bundle bundle, FailingLeg leg) {
    SettingsWithoutEffect settings = new SettingsWithoutEffect(bundle);
    settings.nowhere();
    if (leg == FailingLeg.CLIENT) {
      settings.onClientLeg();
    } else if (leg == FailingLeg.UPSTREAM) {
      settings.onUpstreamLeg();
    }
    return settings.found;
  }

  /** No field of that name there: dropped without a word. */
  private void nowhere() {
    for (KubernetesObject mesh : bundle.objects("MeshConfig")) {
      Node field = mesh.root().at("defaultConfig", "tcpKeepalive");
      if (field.exists()) {
        add(Ladder.Kind.KEEPALIVE, "keepalive-in-proxy-config", field);
      }
    }
  }

  private void onClientLeg() {
    for (KubernetesObject rule : bundle.objects("DestinationRule")) {
      for (Node pool : TrafficPolicies.connectionPools(rule)) {
        for (Node field : List.of(pool.at("http", "idleTimeout"), pool.at("tcp", "idleTimeout"))) {
          if (field.exists()) {
            add(Ladder.Kind.IDLE, "pool-idle-for-client-leg", field);
          }
        }
      }
      keepalive.ofRule(rule).forEach(one -> add("upstream-keepalive-for-client-leg", one));
    }
    keepalive.mesh().forEach(one -> add("upstream-keepalive-for-client-leg", one));
  }

  private void onUpstreamLeg() {
    keepalive.filters().forEach(one -> add("listener-keepalive-for-upstream-leg", one));
    for (KubernetesObject filter : bundle.objects("EnvoyFilter")) {
      for (Node patch : filter.spec().get("configPatches").items()) {
        if (patch.at("match", "context").textOrEmpty().equals("GATEWAY")
            && !patch.get("applyTo").textOrEmpty().equals("CLUSTER")) {
          ProxyDumps.idleTimeouts(patch.get("patch"))
              .forEach(one -> add(Ladder.Kind.IDLE, "gateway-idle-for-upstream-leg", one));
        }
      }
    }
  }

  private void add(String rule, Reading reading) {
    if (reading.origin() instanceof Origin.Configured configured) {
      put(
          Ladder.Kind.KEEPALIVE,
          new WithoutEffect(
              rule, configured.evidence(), Phrase.of("ladder.without-effect." + rule)));
    }
  }

  private void add(Ladder.Kind kind, String rule, Node field) {
    put(
        kind,
        new WithoutEffect(rule, field.evidence(), Phrase.of("ladder.without-effect." + rule)));
  }

  private void put(Ladder.Kind kind, WithoutEffect one) {
    List<WithoutEffect> list = found.computeIfAbsent(kind, _ -> new ArrayList<>());
    if (list.size() < MOST && !list.contains(one)) {
      list.add(one);
    }
  }
}
