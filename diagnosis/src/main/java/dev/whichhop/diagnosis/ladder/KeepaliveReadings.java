package dev.whichhop.diagnosis.ladder;

import dev.whichhop.diagnosis.view.ProxyDumps;
import dev.whichhop.diagnosis.view.TrafficPolicies;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where TCP keepalive is set, and the timers of those who forget silent connections. */
final class KeepaliveReadings {
  /** Linux, as Envoy's socket_options name them: SOL_SOCKET and SO_KEEPALIVE. */
  private static final String SOL_SOCKET = "1";

  private static final String SO_KEEPALIVE = "9";

  /** IPPROTO_TCP and TCP_KEEPIDLE. */
  private static final String IPPROTO_TCP = "6";

  private static final String TCP_KEEPIDLE = "4";

  /** Linux' tcp_keepalive_time, where a socket has keepalive and no time of its own. */
  private static final Duration LINUX = Duration.ofHours(2);

  private final Bundle bundle;
  private final TrafficPolicies policies;
  private final ProxyDumps dumps;

  KeepaliveReadings(Bundle bundle) {
    this.bundle = bundle;
    this.policies = TrafficPolicies.of(bundle);
    this.dumps = ProxyDumps.of(bundle);
  }

  /** Silence after which the gateway's sockets to clients send the first keepalive. */
  List<Reading> gateway() {
    List<Reading> found = new ArrayList<>();
    for (EnvoyResource listener : dumps.gatewayListeners()) {
      ofListener("listener " + listener.name(), listener.root()).ifPresent(found::add);
    }
    return found.isEmpty() ? filters() : found;
  }

  boolean gatewaySeen() {
    return !dumps.gatewayListeners().isEmpty();
  }

  /** EnvoyFilters that ask for keepalive on the sockets of a gateway's listeners. */
  List<Reading> filters() {
    List<Reading> found = new ArrayList<>();
    for (KubernetesObject filter : bundle.objects("EnvoyFilter")) {
      for (Node patch : filter.spec().get("configPatches").items()) {
        String context = patch.at("match", "context").textOrEmpty();
        boolean gateway = context.isEmpty() || context.equals("ANY") || context.equals("GATEWAY");
        if (gateway && patch.get("applyTo").textOrEmpty().equals("LISTENER")) {
          ofListener(filter.reference(), patch.at("patch", "value")).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private Optional<Reading> ofListener(String where, Node listener) {
    Node modern = listener.any("tcp_keepalive", "tcpKeepalive");
    if (modern.exists()) {
      Node time = modern.any("keepalive_time", "keepaliveTime");
      return time.exists() ? Reading.seconds(where, time) : Optional.of(system(where, modern));
    }
    Node on = null;
    Node idle = null;
    for (Node option : listener.any("socket_options", "socketOptions").items()) {
      String level = option.get("level").textOrEmpty();
      String name = option.get("name").textOrEmpty();
      Node value = option.any("int_value", "intValue");
      if (level.equals(SOL_SOCKET) && name.equals(SO_KEEPALIVE) && !isZero(value)) {
        on = value;
      } else if (level.equals(IPPROTO_TCP) && name.equals(TCP_KEEPIDLE)) {
        idle = value;
      }
    }
    if (on == null) {
      return Optional.empty();
    }
    return idle == null ? Optional.of(system(where, on)) : Reading.seconds(where, idle);
  }

  private static boolean isZero(Node value) {
    return value.textOrEmpty().equals("0");
  }

  /** Keepalive without a time of its own has that of the node. */
  private Reading system(String where, Node at) {
    return setting("net.ipv4.tcp_keepalive_time")
        .map(one -> new Reading(where, one.value(), one.origin()))
        .orElseGet(() -> Reading.lasts(where, LINUX, at.evidence()));
  }

  /** Silence after which sockets to the service send the first keepalive. */
  List<Reading> upstream(Subject subject, Surroundings around) {
    List<Reading> found = new ArrayList<>();
    policies
        .ruleFor(subject.host(), around.gatewayNamespace())
        .ifPresent(rule -> found.addAll(ofRule(rule)));
    if (found.isEmpty()) {
      found.addAll(mesh());
    }
    return found;
  }

  boolean upstreamSeen() {
    return policies.seen() && !bundle.objects("MeshConfig").isEmpty();
  }

  List<Reading> ofRule(KubernetesObject rule) {
    List<Reading> found = new ArrayList<>();
    for (Node pool : TrafficPolicies.connectionPools(rule)) {
      Node keepalive = pool.at("tcp", "tcpKeepalive");
      if (keepalive.exists()) {
        found.add(ofBlock(rule.reference(), keepalive));
      }
    }
    return found;
  }

  List<Reading> mesh() {
    return bundle.objects("MeshConfig").stream()
        .filter(mesh -> mesh.root().get("tcpKeepalive").exists())
        .map(mesh -> ofBlock(mesh.reference(), mesh.root().get("tcpKeepalive")))
        .toList();
  }

  private Reading ofBlock(String where, Node keepalive) {
    return Reading.duration(where, keepalive.get("time")).orElseGet(() -> system(where, keepalive));
  }

  /** The security group's tracking of established connections, as the interface sets it. */
  List<Reading> securityGroup() {
    List<Reading> found = new ArrayList<>();
    for (Node one : bundle.aws("NetworkInterfaces")) {
      Node timeout = one.at("ConnectionTrackingConfiguration", "TcpEstablishedTimeout");
      Reading.seconds(one.get("NetworkInterfaceId").textOrEmpty(), timeout).ifPresent(found::add);
    }
    return found;
  }

  /** The node's table of connections. */
  List<Reading> conntrack() {
    return setting("net.netfilter.nf_conntrack_tcp_timeout_established").stream().toList();
  }

  private Optional<Reading> setting(String key) {
    for (Setting one : bundle.settings()) {
      if (one.key().equals(key) && one.value().strip().matches("\\d{1,9}")) {
        return Optional.of(
            Reading.lasts(
                one.evidence().place().file(),
                Duration.ofSeconds(Long.parseLong(one.value().strip())),
                one.evidence()));
      }
    }
    return Optional.empty();
  }
}
