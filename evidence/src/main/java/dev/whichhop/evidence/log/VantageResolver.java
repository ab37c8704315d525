package dev.whichhop.evidence.log;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells from an Envoy's own access log what it was: the sidecar of the server, of the caller, or a
 * gateway. One for each instance.
 *
 * <p>The cluster says it for requests that arrive at a sidecar ({@code inbound|}). Otherwise the
 * addresses do: a sidecar's caller is its own pod, so the downstream peer has the address from
 * which Envoy connects upstream; a gateway is connected to at that address. Lines that never had an
 * upstream go with the addresses and the majority of their file.
 */
public final class VantageResolver {
  /** Own addresses that are remembered; a pod has one or two, a gateway deployment a few dozen. */
  private static final int MOST_ADDRESSES = 256;

  /** What a line alone says. */
  enum Kind {
    INBOUND,
    OUTBOUND,
    GATEWAY,
    UNKNOWN
  }

  private final String instance;
  private final Vantage asInbound;
  private final Vantage asOutbound;
  private final Vantage asGateway;
  private final Set<String> own = new HashSet<>();

  /** Hosts on both ends of the connections of lines that tell nothing by themselves. */
  private final Hosts locals = new Hosts();

  private final Hosts remotes = new Hosts();
  private long inbound;
  private long outbound;
  private long gateway;
  private long forwarded;
  private long unforwarded;

  /** Different hosts; two are as good as many. */
  private static final class Hosts {
    private String first = "";
    private int size;

    private void add(String address) {
      String host = host(address);
      if (size < 2 && !host.isEmpty() && !host.equals(first)) {
        first = size == 0 ? host : first;
        size++;
      }
    }

    private int size() {
      return size;
    }
  }

  public VantageResolver(String instance) {
    this.instance = instance;
    asInbound = new Vantage(Hop.SIDECAR, Side.INBOUND, instance);
    asOutbound = new Vantage(Hop.SIDECAR, Side.OUTBOUND, instance);
    asGateway = new Vantage(Hop.GATEWAY, Side.GATEWAY, instance);
  }

  /** Takes the line into account for the lines that do not tell by themselves. */
  public void learn(Observation line) {
    switch (kind(line)) {
      case INBOUND -> {
        inbound++;
        addOwn(line.downstreamLocalAddress());
      }
      case OUTBOUND -> {
        outbound++;
        addOwn(line.downstreamRemoteAddress());
      }
      case GATEWAY -> {
        gateway++;
        addOwn(line.upstreamLocalAddress());
      }
      case UNKNOWN -> {
        locals.add(line.downstreamLocalAddress());
        remotes.add(line.downstreamRemoteAddress());
        if (!line.method().isEmpty() && !sentToOwnPod(line)) {
          if (line.forwardedFor().isEmpty()) {
            unforwarded++;
          } else {
            forwarded++;
          }
        }
      }
    }
  }

  /** Takes lines that were only counted into account, and tells their vantage. */
  Vantage learn(Kind kind, long lines) {
    switch (kind) {
      case INBOUND -> inbound += lines;
      case OUTBOUND -> outbound += lines;
      case GATEWAY -> gateway += lines;
      case UNKNOWN -> {}
    }
    return vantage(kind);
  }

  private void addOwn(String address) {
    if (!address.isEmpty() && !loopback(address) && own.size() < MOST_ADDRESSES) {
      own.add(host(address));
    }
  }

  /** The line with its vantage, as far as the lines learned until now tell. */
  public Observation resolve(Observation line) {
    Kind kind = kind(line);
    if (kind == Kind.UNKNOWN) {
      kind = byOthers(line);
    }
    return line.withVantage(vantage(kind));
  }

  private Vantage vantage(Kind kind) {
    return switch (kind) {
      case INBOUND -> asInbound;
      case OUTBOUND -> asOutbound;
      case GATEWAY, UNKNOWN -> asGateway;
    };
  }

  /** What the line alone says. */
  static Kind kind(Observation line) {
    String cluster = line.upstreamCluster();
    if (cluster.startsWith("inbound|") || cluster.startsWith("InboundPassthroughCluster")) {
      return Kind.INBOUND;
    }
    if (cluster.startsWith("inbound-vip|")) {
      return Kind.GATEWAY;
    }
    String source = line.upstreamLocalAddress();
    if (!source.isEmpty() && !loopback(source)) {
      if (sameHost(source, line.downstreamRemoteAddress())) {
        return Kind.OUTBOUND;
      }
      if (sameHost(source, line.downstreamLocalAddress())) {
        return Kind.GATEWAY;
      }
    }
    return Kind.UNKNOWN;
  }

  private static boolean sameHost(String one, String other) {
    int length = hostLength(one);
    return length == hostLength(other) && one.regionMatches(0, other, 0, length);
  }

  /**
   * Sent to the own application. Formats before Istio 1.1 have no cluster to say so; a gateway
   * sends only its health checks this way.
   */
  private static boolean sentToOwnPod(Observation line) {
    return loopback(line.upstreamHost()) || loopback(line.upstreamLocalAddress());
  }

  private Kind byOthers(Observation line) {
    if (gateway > inbound + outbound) {
      return Kind.GATEWAY;
    }
    if (sentToOwnPod(line)) {
      return Kind.INBOUND;
    }
    if (own.contains(host(line.downstreamRemoteAddress()))) {
      return Kind.OUTBOUND;
    }
    if (own.contains(host(line.downstreamLocalAddress()))) {
      return Kind.INBOUND;
    }
    if (inbound + outbound == 0 && looksLikeGateway()) {
      return Kind.GATEWAY;
    }
    if (inbound + outbound == 0 && arrivesFromOutside(line)) {
      return Kind.GATEWAY;
    }
    // Only a sidecar's listener for arriving connections has no chain for what it is sent, and only
    // there the caller's sidecar names the cluster in the TLS hello.
    if (line.serverName().startsWith("outbound_")
        || line.details().equals("filter_chain_not_found")) {
      return Kind.INBOUND;
    }
    if (line.hasFlag("DPE") && manyHostsAtOneAddress()) {
      return Kind.INBOUND;
    }
    if (line.upstreamCluster().isEmpty() && line.upstreamHost().isEmpty() && inbound > outbound) {
      return Kind.INBOUND;
    }
    return Kind.OUTBOUND;
  }

  /**
   * A line of a connection that came to nothing, so that it names no cluster. A server name that no
   * sidecar of a caller makes up and that is none of the cluster's is that of a client outside the
   * mesh. Bytes of many hosts that are no HTTP are most often a PROXY header, which load balancers
   * send to gateways (istio-envoy facts, E13). Other protocol errors are a sidecar's as well: one
   * that takes plain text decodes it (F32).
   */
  private boolean arrivesFromOutside(Observation line) {
    if (!line.upstreamCluster().isEmpty() || !line.upstreamHost().isEmpty()) {
      return false;
    }
    String name = line.serverName();
    boolean foreign =
        !name.isEmpty() && !name.startsWith("outbound_") && !name.endsWith(".cluster.local");
    return foreign && name.indexOf('.') > 0
        || line.details().equals("http1.codec_error") && manyHostsAtOneAddress();
  }

  /** The sidecar of a caller is connected to by its own pod alone. */
  private boolean manyHostsAtOneAddress() {
    return locals.size() == 1 && remotes.size() > 1;
  }

  /** Istio's gateways append to X-Forwarded-For ({@code use_remote_address}), sidecars do not. */
  private boolean looksLikeGateway() {
    return forwarded > unforwarded
        || instance.contains("gateway")
        || instance.contains("ingress")
        || instance.contains("waypoint");
  }

  /** The address without its port. */
  private static String host(String address) {
    return address.substring(0, hostLength(address));
  }

  private static int hostLength(String address) {
    int colon = address.lastIndexOf(':');
    return colon < 0 ? address.length() : colon;
  }

  /** 127.0.0.0/8 or ::1; Envoy connects to the own application from 127.0.0.6 or ::6. */
  private static boolean loopback(String address) {
    return address.startsWith("127.") || address.startsWith("[::1]") || address.startsWith("[::6]");
  }
}
