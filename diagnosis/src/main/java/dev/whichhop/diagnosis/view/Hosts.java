package dev.whichhop.diagnosis.view;

import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Observation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names of services as callers, routes and Envoy clusters write them. */
public final class Hosts {
  private Hosts() {}

  /** {@code details.prod.svc.cluster.local:80} as {@code details.prod}; at most two labels. */
  public static String shortName(String host, String namespace) {
    int port = host.lastIndexOf(':');
    String name = port > 0 && host.indexOf(':') == port ? host.substring(0, port) : host;
    int end = name.indexOf(".svc");
    if (end > 0) {
      return name.substring(0, end);
    }
    return name.contains(".") || namespace.isEmpty() ? name : name + "." + namespace;
  }

  /** The host of an Envoy cluster name {@code outbound|80|subset|host}; empty for others. */
  public static String ofCluster(String cluster) {
    // Istio ends the names of clusters for statistics, which access logs print, in a semicolon
    // (istio/istio pull request 51861).
    int end = cluster.endsWith(";") ? cluster.length() - 1 : cluster.length();
    int last = cluster.lastIndexOf('|');
    return last < 0 ? "" : cluster.substring(last + 1, end);
  }

  /** True when the two mean the same service; a bare name matches any namespace. */
  public static boolean same(String left, String right) {
    String a = shortName(left, "");
    String b = shortName(right, "");
    if (a.equals("*")) {
      return true;
    }
    if (a.startsWith("*.")) {
      return b.endsWith(a.substring(1));
    }
    return a.equals(b)
        || (!a.contains(".") && b.startsWith(a + "."))
        || (!b.contains(".") && a.startsWith(b + "."));
  }

  /** Hosts that the failing requests were for: authorities and cluster hosts. */
  public static Set<String> failing(List<Symptom.RequestFailures> groups) {
    Set<String> hosts = new LinkedHashSet<>();
    for (Symptom.RequestFailures group : groups) {
      for (Observation one : group.failures()) {
        if (!one.authority().isEmpty()) {
          hosts.add(one.authority());
        }
        String cluster = ofCluster(one.upstreamCluster());
        if (!cluster.isEmpty()) {
          hosts.add(cluster);
        }
        String host = ofUrl(one.path());
        if (!host.isEmpty()) {
          hosts.add(host);
        }
      }
    }
    return hosts;
  }

  private static String ofUrl(String path) {
    int start = path.indexOf("://");
    if (start < 0) {
      return "";
    }
    int end = path.indexOf('/', start + 3);
    return path.substring(start + 3, end < 0 ? path.length() : end);
  }
}
