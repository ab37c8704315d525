package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Callers;
import dev.whichhop.diagnosis.view.Networks;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Requests of scanners at a gateway that the internet reaches: no route takes them, and nobody
 * misses one. Strangers, who never had an answer, guess paths all over a host that serves everybody
 * else, or name no host but an address. A route that is missing fails for its callers too, but
 * below one or two prefixes, or for a host as a whole.
 *
 * <p>Connections without a server name belong to them where no filter chain takes one and others
 * are served at the same port by name: a client of a host says its name, who tries addresses
 * cannot.
 *
 * <p>Also paths that a policy keeps from everybody, and what the gateway could not decode (DPE: the
 * client broke the protocol or a limit) of a few strangers, where what callers themselves recorded
 * is well. Without such a record the strangers may be customers.
 */
final class Scans {
  /** Guesses below fewer different first segments could be the callers of a missing route. */
  private static final int LEAST_PREFIXES = 3;

  /** Strangers are few where at least so many others are served for each of them. */
  private static final int SERVED_FOR_A_STRANGER = 5;

  private Scans() {}

  /** By identity. */
  static Set<Observation> of(Bundle bundle) {
    Set<String> known = new HashSet<>();
    Set<String> servedHosts = new HashSet<>();
    Set<String> servedPrefixes = new HashSet<>();
    List<Observation> lines =
        bundle.observations().stream().filter(one -> one.vantage().side() == Side.GATEWAY).toList();
    for (Observation one : lines) {
      if (one.succeeded() && !unrouted(one)) {
        known.add(caller(one));
        servedHosts.add(host(one));
        servedPrefixes.add(prefix(one));
      }
    }
    List<Observation> guesses =
        lines.stream()
            .filter(Scans::unrouted)
            .filter(one ->
                byAddress(one, servedHosts)
                    || servedHosts.contains(host(one))
                        && !known.contains(caller(one))
                        && !servedPrefixes.contains(prefix(one)))
            .toList();
    Set<Observation> scans = Collections.newSetFromMap(new IdentityHashMap<>());
    if (guesses.stream().map(Scans::prefix).distinct().count() >= LEAST_PREFIXES) {
      scans.addAll(guesses);
    }
    if (!scans.isEmpty() && callersAreNotHurt(bundle)) {
      scans.addAll(namelessHandshakes(lines, guesses));
    }
    scans.addAll(refusedPaths(bundle));
    if (callersAreWell(bundle)) {
      List<Observation> undecoded =
          lines.stream()
              .filter(one -> one.hasFlag("DPE") && one.status() >= 400 && one.status() < 500)
              .toList();
      Set<String> strangers = new HashSet<>();
      undecoded.forEach(one -> strangers.add(caller(one)));
      boolean few = strangers.size() * SERVED_FOR_A_STRANGER <= known.size();
      if (few && Collections.disjoint(strangers, known)) {
        scans.addAll(undecoded);
      }
    }
    return scans;
  }

  /**
   * What a DENY policy keeps from everybody: paths that nobody is served, asked for through peers
   * that are served everything else. The policy does what it is there for.
   */
  private static List<Observation> refusedPaths(Bundle bundle) {
    List<Observation> refused =
        bundle.observations().stream()
            .filter(Observation::deniedByPolicy)
            .filter(one -> one.details().contains("-policy["))
            .toList();
    Set<String> servedPaths = new HashSet<>();
    Set<String> servedPeers = new HashSet<>();
    for (Observation one : bundle.observations()) {
      // Proxies before pass the refusal on as an answer like any other.
      if (one.succeeded() && one.status() < 400) {
        servedPaths.add(prefix(one));
        servedPeers.add(Addresses.host(one.downstreamRemoteAddress()));
      }
    }
    boolean byPath =
        refused.stream()
            .allMatch(one ->
                !servedPaths.contains(prefix(one))
                    && servedPeers.contains(Addresses.host(one.downstreamRemoteAddress())));
    return byPath ? refused : List.of();
  }

  /**
   * Handshakes without a server name that no filter chain took, at ports where others are served by
   * name: of peers that were never served, or through which guesses come too.
   */
  private static List<Observation> namelessHandshakes(
      List<Observation> lines, List<Observation> guesses) {
    Set<String> guessing = new HashSet<>();
    guesses.forEach(one -> guessing.add(Addresses.host(one.downstreamRemoteAddress())));
    Set<String> named = new HashSet<>();
    Set<String> served = new HashSet<>();
    for (Observation one : lines) {
      if (one.succeeded() && !unrouted(one)) {
        served.add(Addresses.host(one.downstreamRemoteAddress()));
        if (!one.serverName().isEmpty()) {
          named.add(one.downstreamLocalAddress());
        }
      }
    }
    return lines.stream()
        .filter(one -> one.status() == 0 && one.details().contains("filter_chain_not_found"))
        .filter(one -> one.serverName().isEmpty() && named.contains(one.downstreamLocalAddress()))
        .filter(one -> {
          String peer = Addresses.host(one.downstreamRemoteAddress());
          return !served.contains(peer) || guessing.contains(peer);
        })
        .toList();
  }

  private static boolean callersAreNotHurt(Bundle bundle) {
    return Callers.observations(bundle).stream().noneMatch(Observation::failed);
  }

  /** Callers' own records are there, and none of them tells of a failure. */
  private static boolean callersAreWell(Bundle bundle) {
    List<Observation> calls = Callers.observations(bundle);
    return calls.stream().anyMatch(Observation::succeeded)
        && calls.stream().noneMatch(Observation::failed);
  }

  /**
   * Asks for a bare address, which nobody is served by, while hosts are served by their names.
   * Behind a balancer that hides addresses the peer may be that of callers, so it does not count.
   */
  private static boolean byAddress(Observation one, Set<String> servedHosts) {
    return Networks.isAddress(host(one))
        && servedHosts.stream().anyMatch(Scans::isName)
        && servedHosts.stream().noneMatch(Networks::isAddress);
  }

  private static boolean isName(String host) {
    return !host.isEmpty() && !Networks.isAddress(host);
  }

  private static boolean unrouted(Observation one) {
    return one.status() == 404 && one.hasFlag("NR");
  }

  /** The address in front, where the gateway was told it, else the peer's. */
  private static String caller(Observation one) {
    String told = one.forwardedFor();
    int comma = told.indexOf(',');
    return told.isEmpty()
        ? Addresses.host(one.downstreamRemoteAddress())
        : told.substring(0, comma < 0 ? told.length() : comma).strip();
  }

  private static String host(Observation one) {
    return Addresses.host(one.authority());
  }

  private static String prefix(Observation one) {
    String path = one.path();
    int end = path.length();
    for (int i = 1; i < path.length() && end == path.length(); i++) {
      end = "/?#".indexOf(path.charAt(i)) >= 0 ? i : end;
    }
    return path.substring(0, end);
  }
}
