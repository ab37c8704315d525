package dev.whichhop.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the actors leave behind, in the forms that users have. */
record Evidence(Setup setup, Stage stage, Rollouts rollouts) {
  /** Without the bootstrap, most of which is a list of what is compiled into this Envoy. */
  private static final String CLUSTERS = "/config_dump?resource=dynamic_active_clusters";

  private static final String LISTENERS = "/config_dump?resource=dynamic_listeners";

  void write(Path evidence) throws IOException, InterruptedException {
    Files.createDirectories(evidence);
    for (Envoy gateway : stage.gateways) {
      String name = gateway.folder.getFileName().toString();
      Files.copy(gateway.log, evidence.resolve(name + ".log"));
    }
    Envoy gateway = stage.gateways.getLast();
    String gatewayName = gateway.folder.getFileName().toString();
    write(evidence, gatewayName + "_clusters.txt", gateway.admin("/clusters"));
    dump(evidence, gatewayName, gateway);
    List<Cast.Member> members = new ArrayList<>();
    members.add(stage.gateways.size() > 1 ? Cast.NEXT_GATEWAY : Cast.GATEWAY);
    for (Pod pod : stage.pods) {
      String name = pod.member.name();
      Files.copy(pod.applicationLog, evidence.resolve(name + "_catalog.log"));
      if (pod.sidecar.isPresent()) {
        Files.copy(pod.sidecar.get().log, evidence.resolve(name + "_istio-proxy.log"));
        if (!rollouts.isGone(pod.member)) {
          dump(evidence, name, pod.sidecar.get());
        }
      }
      if (!rollouts.isGone(pod.member)) {
        members.add(pod.member);
      }
    }
    Cast.Member serving = members.get(1);
    members.add(Cast.CLIENT);
    write(evidence, "pods.yaml", PodObjects.pods(setup, members, rollouts, stage.started));
    write(evidence, "events.yaml", rollouts.events());
    write(evidence, "service.yaml", RoutingObjects.service(setup, serving));
    write(evidence, "routing.yaml", RoutingObjects.routing(setup));
    write(evidence, "policies.yaml", PolicyObjects.policies(setup));
  }

  private static void dump(Path evidence, String name, Envoy proxy)
      throws IOException, InterruptedException {
    write(evidence, name + "_config_dump.json", proxy.admin(CLUSTERS));
    write(evidence, name + "_listeners.json", proxy.admin(LISTENERS));
  }

  private static void write(Path evidence, String name, String text) throws IOException {
    if (!text.isEmpty()) {
      Files.writeString(evidence.resolve(name), text);
    }
  }
}
