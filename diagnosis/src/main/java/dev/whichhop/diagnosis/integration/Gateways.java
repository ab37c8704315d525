package dev.whichhop.diagnosis.integration;

import dev.whichhop.diagnosis.view.ProxyDumps;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.diagnosis.Step.Reply;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Knative's Gateways: do they exist, do the proxies listen for them, do they have the routes? */
final class Gateways {
  private static final int SHOWN = 3;

  private Gateways() {}

  /** Each Gateway that a VirtualService of Knative names. */
  static Step there(Bundle bundle) {
    Map<String, Evidence> named = new LinkedHashMap<>();
    for (KubernetesObject service : KnativeRoutes.atGateways(bundle)) {
      KnativeRoutes.gateways(service)
          .forEach(name -> named.putIfAbsent(name, service.spec().get("gateways").evidence()));
    }
    Set<String> present = new TreeSet<>();
    for (KubernetesObject gateway : bundle.objects("Gateway")) {
      present.add(gateway.namespace() + "/" + gateway.name());
    }
    if (named.isEmpty() || present.isEmpty()) {
      return unseen("gateways-there", named.isEmpty() ? "virtualservices" : "gateways");
    }
    for (Map.Entry<String, Evidence> one : named.entrySet()) {
      if (!present.contains(one.getKey())) {
        return Step.of(
            Hop.GATEWAY,
            "gateways-there",
            Reply.NO,
            Phrase.of(
                "integration.no-gateway",
                "gateway",
                one.getKey(),
                "present",
                String.join(", ", present)),
            List.of(one.getValue()));
      }
    }
    return Step.of(
        Hop.GATEWAY,
        "gateways-there",
        Reply.YES,
        Phrase.of("integration.gateways", "gateways", String.join(", ", named.keySet())),
        List.of());
  }

  /** A listener for each server's port, or for the target port that the Service gives it. */
  static Step listen(Bundle bundle) {
    Set<Long> listening = listening(bundle);
    List<KubernetesObject> gateways =
        bundle.objects("Gateway").stream()
            .filter(one -> one.group().equals("networking.istio.io"))
            .filter(one -> one.namespace().equals("knative-serving") || isNamed(bundle, one))
            .toList();
    if (listening.isEmpty() || gateways.isEmpty()) {
      return unseen("gateways-listen", listening.isEmpty() ? "envoy-listeners" : "gateways");
    }
    List<String> open = new ArrayList<>();
    for (KubernetesObject gateway : gateways) {
      for (Node server : gateway.spec().get("servers").items()) {
        Node port = server.at("port", "number");
        long number = port.whole().orElse(-1);
        Set<Long> targets = targets(bundle, number);
        if (targets.stream().noneMatch(listening::contains)) {
          return Step.of(
              Hop.GATEWAY,
              "gateways-listen",
              Reply.NO,
              Phrase.of(
                  "integration.no-listener",
                  "gateway",
                  gateway.namespace() + "/" + gateway.name(),
                  "port",
                  number,
                  "targets",
                  join(targets),
                  "listening",
                  join(listening)),
              List.of(port.evidence()));
        }
        open.add(gateway.name() + ":" + number);
      }
    }
    return Step.of(
        Hop.GATEWAY,
        "gateways-listen",
        Reply.YES,
        Phrase.of("integration.listeners", "servers", String.join(", ", open)),
        List.of());
  }

  private static boolean isNamed(Bundle bundle, KubernetesObject gateway) {
    return KnativeRoutes.atGateways(bundle).stream()
        .anyMatch(one ->
            KnativeRoutes.gateways(one).contains(gateway.namespace() + "/" + gateway.name()));
  }

  /** Istio opens the target port of the gateway's Service where that differs from the port. */
  private static Set<Long> targets(Bundle bundle, long port) {
    Set<Long> targets = new TreeSet<>(Set.of(port));
    for (KubernetesObject service : bundle.objects("Service")) {
      boolean ofGateway =
          service.name().contains("gateway")
              || !service.spec().at("selector", "istio").textOrEmpty().isEmpty();
      if (ofGateway) {
        for (Node one : service.spec().get("ports").items()) {
          if (one.get("port").whole().orElse(-1) == port) {
            one.get("targetPort").whole().ifPresent(targets::add);
          }
        }
      }
    }
    return targets;
  }

  /** Ports of the listeners of gateway proxies. */
  private static Set<Long> listening(Bundle bundle) {
    Set<Long> ports = new TreeSet<>();
    for (EnvoyResource listener : ProxyDumps.of(bundle).gatewayListeners()) {
      Node socket = listener.root().get("address").any("socket_address", "socketAddress");
      socket.any("port_value", "portValue").whole().ifPresent(ports::add);
    }
    for (Table table : bundle.tables("proxy-config-listeners")) {
      for (Table.Row row : table.rows()) {
        if (row.cell("PORT").matches("\\d{1,5}")) {
          ports.add(Long.parseLong(row.cell("PORT")));
        }
      }
    }
    for (Setting setting : bundle.settings()) {
      int colon = setting.value().lastIndexOf(':');
      String port = colon < 0 ? "" : setting.value().substring(colon + 1);
      if (setting.key().equals("envoy.listener") && port.matches("\\d{1,5}")) {
        ports.add(Long.parseLong(port));
      }
    }
    return ports;
  }

  /** The hosts of Knative's VirtualServices are domains of the proxies' routes. */
  static Step routesArrived(Bundle bundle) {
    List<KubernetesObject> services = KnativeRoutes.atGateways(bundle);
    Map<String, Set<String>> served = KnativeRoutes.served(bundle);
    if (services.isEmpty() || served.isEmpty()) {
      return unseen("routes-arrived", services.isEmpty() ? "virtualservices" : "envoy-routes");
    }
    int all = 0;
    List<String> missing = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    for (KubernetesObject service : services) {
      for (Node host : service.spec().get("hosts").items()) {
        all++;
        if (!KnativeRoutes.serves(served.keySet(), host.textOrEmpty())) {
          missing.add(host.textOrEmpty());
          evidence.add(host.evidence());
        }
      }
    }
    return missing.isEmpty()
        ? Step.of(
            Hop.GATEWAY,
            "routes-arrived",
            Reply.YES,
            Phrase.of("integration.routes", "count", all, "services", services.size()),
            List.of())
        : Step.of(
            Hop.GATEWAY,
            "routes-arrived",
            Reply.NO,
            Phrase.of(
                "integration.routes-missing",
                "count",
                missing.size(),
                "of",
                all,
                "hosts",
                String.join(", ", missing.stream().limit(SHOWN).toList())),
            evidence.stream().limit(SHOWN).toList());
  }

  private static Step unseen(String ask, String artefact) {
    return Step.of(
        Hop.GATEWAY, ask, Reply.UNSEEN, Phrase.of("artefact." + artefact + ".what"), List.of());
  }

  private static String join(Set<Long> ports) {
    Set<String> words = new LinkedHashSet<>();
    ports.forEach(one -> words.add(Long.toString(one)));
    return String.join(", ", words);
  }
}
