package dev.whichhop.app.report.flows;

import dev.whichhop.flows.network.Traffic;
import dev.whichhop.flows.reach.Client;
import dev.whichhop.flows.reach.Hop;
import dev.whichhop.flows.reach.Outcome;
import dev.whichhop.flows.reach.Reach;
import dev.whichhop.flows.reach.Seen;
import dev.whichhop.flows.reach.Way;
import dev.whichhop.knowledge.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The sentences of {@code flows reach} in one language. */
final class ReachSentences {
  private final Messages messages;

  ReachSentences(Messages messages) {
    this.messages = messages;
  }

  String verdict(Reach reach) {
    List<String> stops =
        reach.blocking().stream()
            .filter(hop -> hop.outcome() == Outcome.REFUSED)
            .map(this::named)
            .distinct()
            .toList();
    return switch (reach.verdict()) {
      case REACHABLE -> messages.text("reach.verdict.reachable");
      case UNKNOWN -> unknown(reach);
      case PARTLY ->
          messages.text(
              "reach.verdict.partly",
              Map.of(
                  "request", words(reach.passing(Way.REQUEST)),
                  "reply", words(reach.passing(Way.REPLY))));
      case BLOCKED -> {
        if (stops.isEmpty()) {
          yield messages.text("reach.verdict.blocked-between");
        }
        String first = messages.text("reach.verdict.blocked", Map.of("first", stops.getFirst()));
        String others = String.join("; ", stops.subList(1, stops.size()));
        yield stops.size() == 1
            ? first
            : first + "; " + messages.text("reach.blocked-also", Map.of("others", others));
      }
    };
  }

  private String unknown(Reach reach) {
    String refusing =
        reach.blockingIfReached().stream()
            .map(this::named)
            .distinct()
            .collect(Collectors.joining("; "));
    String verdict = messages.text("reach.verdict.unknown");
    return refusing.isEmpty()
        ? verdict
        : verdict + messages.text("reach.verdict.unknown-but", Map.of("hops", refusing));
  }

  /** {@code request, network ACL, inbound acl-1}. */
  private String named(Hop hop) {
    return way(hop.way()).toLowerCase(Locale.ROOT) + ", " + kind(hop) + " " + hop.component();
  }

  private static String words(List<Traffic> traffic) {
    return traffic.stream().map(Traffic::toString).collect(Collectors.joining(", "));
  }

  String way(Way way) {
    return messages.text("reach.way." + key(way));
  }

  String kind(Hop hop) {
    return messages.text("reach.kind." + key(hop.kind()));
  }

  String outcome(Hop hop) {
    return messages.text("reach.outcome." + key(hop.outcome()));
  }

  String why(Hop hop) {
    return messages.text("reach." + hop.reason().key(), hop.values());
  }

  /** Which kinds of clients get their replies, a line each. */
  List<String> clients(Reach reach) {
    List<String> lines = new ArrayList<>();
    for (Client client : Client.values()) {
      lines.add(
          messages.text("reach.client." + key(client), Map.of("ports", client.ports().toString()))
              + ": "
              + messages.text("reach.served." + key(client.served(reach.passing(Way.REPLY)))));
    }
    return lines;
  }

  /** The counts, how they stand to the verdict, and what is not known of them. */
  String records(Seen seen, Reach reach) {
    String counts =
        messages.text(
            "reach.records.counts",
            Map.of(
                "requests-accepted", "" + seen.requestsAccepted(),
                "requests-rejected", "" + seen.requestsRejected(),
                "replies-accepted", "" + seen.repliesAccepted(),
                "replies-rejected", "" + seen.repliesRejected(),
                "late", "" + seen.late()));
    String fit = messages.text("reach.records." + key(seen.fit(reach.verdict())));
    String skipped =
        seen.skipped() == 0
            ? ""
            : " " + messages.text("reach.records.skipped", Map.of("count", "" + seen.skipped()));
    return counts + " " + fit + skipped;
  }

  /** The word of a constant in keys and in JSON. */
  static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
