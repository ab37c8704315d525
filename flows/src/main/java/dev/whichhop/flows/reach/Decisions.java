package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Decision;
import dev.whichhop.flows.network.Rule;
import dev.whichhop.flows.network.Traffic;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.network.Cidr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a filter decides about all of the traffic, part by part, and the words for it. */
record Decisions(List<Decision> parts) {
  Outcome outcome() {
    Set<Decision.Outcome> outcomes =
        parts.stream().map(Decision::outcome).collect(Collectors.toSet());
    if (outcomes.contains(Decision.Outcome.UNKNOWN)) {
      return Outcome.BLIND;
    } else if (!outcomes.contains(Decision.Outcome.REFUSED)) {
      return Outcome.ALLOWED;
    }
    return outcomes.contains(Decision.Outcome.ALLOWED) ? Outcome.PARTLY : Outcome.REFUSED;
  }

  List<Traffic> of(Decision.Outcome outcome) {
    return parts.stream().filter(one -> one.outcome() == outcome).map(Decision::part).toList();
  }

  /** Values for the sentences of filters. */
  Map<String, String> values(List<Traffic> traffic, Cidr peer) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("traffic", words(traffic));
    values.put("peer", shown(peer));
    values.put("allowed", words(of(Decision.Outcome.ALLOWED)));
    values.put("refused", words(of(Decision.Outcome.REFUSED)));
    values.put("unknown", words(of(Decision.Outcome.UNKNOWN)));
    values.put("rules", rules());
    return values;
  }

  private String rules() {
    String rules =
        parts.stream()
            .flatMap(one -> one.rule().stream())
            .map(Rule::words)
            .distinct()
            .collect(Collectors.joining("; "));
    return rules.isEmpty() ? "-" : rules;
  }

  /** Where the rules stand that decide. */
  List<Evidence> evidence() {
    return parts.stream()
        .flatMap(one -> one.rule().stream())
        .map(Rule::evidence)
        .distinct()
        .toList();
  }

  static String words(List<Traffic> traffic) {
    return traffic.stream().map(Traffic::toString).collect(Collectors.joining(", "));
  }

  /** An address without a prefix length, a network with it. */
  static String shown(Cidr cidr) {
    return cidr.isAddress() ? cidr.first().toString() : cidr.toString();
  }
}
