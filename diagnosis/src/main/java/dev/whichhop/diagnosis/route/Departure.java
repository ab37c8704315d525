package dev.whichhop.diagnosis.route;

import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.diagnosis.Step.Reply;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the failed requests left a proxy, and by which connection. */
final class Departure {
  /** Key of the answer that ends the walk. */
  static final String KEPT = "walk.stayed";

  /**
   * Flags of requests that were kept: refused by a limit, a filter or a missing route (istio-envoy
   * facts 2.3).
   */
  private static final Set<String> STAYED =
      Set.of("UO", "UH", "NC", "NR", "RL", "RLSE", "UAEX", "DPE", "OM", "FI", "IH");

  /** A host was chosen, and no connection to it came about: the next hop has to be asked. */
  private static final String REFUSED = "UF";

  private static final Set<Side> PROXIES = Set.of(Side.GATEWAY, Side.OUTBOUND, Side.INBOUND);
  private static final int SHOWN = 3;

  private Departure() {}

  /** The step for lines of proxies; empty where no line tells. */
  static Optional<Step> of(Hop hop, List<Observation> failedHere) {
    List<Observation> lines =
        failedHere.stream().filter(one -> PROXIES.contains(one.vantage().side())).toList();
    List<Observation> stayed = lines.stream().filter(Departure::stayed).toList();
    List<Observation> left =
        lines.stream().filter(one -> !stayed(one) && !one.upstreamHost().isEmpty()).toList();
    if (stayed.isEmpty() && left.isEmpty()) {
      return Optional.empty();
    }
    if (stayed.size() > left.size()) {
      return Optional.of(
          Step.of(
              hop,
              "left",
              Reply.NO,
              Phrase.of(
                  KEPT,
                  "count",
                  stayed.size(),
                  "of",
                  lines.size(),
                  "flags",
                  flags(stayed),
                  "cluster",
                  stayed.getFirst().upstreamCluster()),
              stayed.stream().limit(1).map(Observation::evidence).toList()));
    }
    List<Observation> refused = left.stream().filter(one -> one.hasFlag(REFUSED)).toList();
    if (refused.size() * 2 > left.size()) {
      TreeSet<String> peers = new TreeSet<>();
      refused.forEach(one -> peers.add(one.upstreamHost()));
      return Optional.of(
          Step.of(
              hop,
              "left",
              Reply.NO,
              Phrase.of(
                  "walk.refused-by",
                  "count",
                  refused.size(),
                  "of",
                  lines.size(),
                  "hosts",
                  shown(peers),
                  "flags",
                  flags(refused)),
              refused.stream().limit(1).map(Observation::evidence).toList()));
    }
    TreeSet<String> hosts = new TreeSet<>();
    TreeSet<String> connections = new TreeSet<>();
    for (Observation one : left) {
      hosts.add(one.upstreamHost());
      if (!one.upstreamLocalAddress().isEmpty()) {
        connections.add(one.upstreamLocalAddress());
      }
    }
    return Optional.of(
        Step.of(
            hop,
            "left",
            Reply.YES,
            Phrase.of(
                connections.isEmpty() ? "walk.left-to" : "walk.left-by",
                "count",
                left.size(),
                "of",
                lines.size(),
                "hosts",
                shown(hosts),
                "connections",
                connections.size(),
                "example",
                connections.isEmpty() ? "" : connections.first()),
            left.stream().limit(1).map(Observation::evidence).toList()));
  }

  private static boolean stayed(Observation one) {
    return STAYED.stream().anyMatch(one::hasFlag);
  }

  private static String flags(List<Observation> stayed) {
    TreeSet<String> flags = new TreeSet<>();
    stayed.forEach(one -> flags.add(one.flags()));
    return String.join(" ", flags);
  }

  private static String shown(TreeSet<String> names) {
    String first = String.join(", ", names.stream().limit(SHOWN).toList());
    return names.size() > SHOWN ? first + ", …" : first;
  }
}
