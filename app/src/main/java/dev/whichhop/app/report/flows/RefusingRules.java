package dev.whichhop.app.report.flows;

import dev.whichhop.flows.conversation.StopKind;
import dev.whichhop.flows.network.Direction;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.NetworkInterface;
import dev.whichhop.flows.network.Protocol;
import dev.whichhop.flows.reach.Hop;
import dev.whichhop.flows.reach.Outcome;
import dev.whichhop.flows.reach.Refusals;
import dev.whichhop.flows.reject.Rejection;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.network.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which rule stops what a flow log shows as rejected, in sentences: the filters at the interface in
 * their order, what each does today, and the smallest change. Rules are those of the files, which
 * may be newer than the records, and the sentences say so when all of them let the packets pass.
 */
public final class RefusingRules {
  private final Network network;
  private final Refusals refusals;
  private final ReachSentences sentences;
  private final Messages messages;

  public RefusingRules(Network network, Messages messages) {
    this.network = network;
    this.refusals = new Refusals(network);
    this.sentences = new ReachSentences(messages);
    this.messages = messages;
  }

  /** A sentence for each filter; none when the interface is in no file or no rule is at fault. */
  public List<String> of(Rejection rejection) {
    return switch (rejection.kind()) {
      case INBOUND, OUTBOUND, RULE, RETURN -> ofRule(rejection);
      case LATE,
          LATE_OR_CHANGED,
          STRAY,
          PUBLIC_ACCESS_BLOCKED,
          ENCRYPTION_REQUIRED,
          LOST_IN_GATEWAY ->
          List.of();
    };
  }

  private List<String> ofRule(Rejection rejection) {
    IpAddress client = rejection.clients().getFirst().address();
    IpAddress server = rejection.server().address();
    IpAddress source = rejection.reply() ? server : client;
    IpAddress destination = rejection.reply() ? client : server;
    Optional<Direction> direction = direction(rejection, source, destination);
    if (direction.isEmpty()) {
      return List.of();
    }
    boolean inbound = direction.get() == Direction.INBOUND;
    Refusals.Packets packets =
        new Refusals.Packets(
            rejection.networkInterface(),
            inbound ? destination : source,
            inbound ? source : destination,
            new Protocol(rejection.protocol()),
            rejection.reply() ? rejection.clientPort() : rejection.server().port());
    List<Hop> hops =
        refusals.explain(packets, direction.get(), rejection.kind() == StopKind.RETURN);
    List<String> said = new ArrayList<>();
    for (Hop hop : hops) {
      said.add(
          sentences.kind(hop)
              + " "
              + hop.component()
              + ": "
              + sentences.outcome(hop)
              + ". "
              + sentences.why(hop));
      hop.commands().forEach(command -> said.add("  " + command));
    }
    if (!hops.isEmpty() && hops.stream().allMatch(hop -> hop.outcome() == Outcome.ALLOWED)) {
      said.add(messages.text("flows.reject.rules-allow"));
    }
    return said;
  }

  /** From the records, else from whose address the interface has. */
  private Optional<Direction> direction(
      Rejection rejection, IpAddress source, IpAddress destination) {
    return switch (rejection.direction()) {
      case INGRESS -> Optional.of(Direction.INBOUND);
      case EGRESS -> Optional.of(Direction.OUTBOUND);
      case UNKNOWN ->
          network
              .networkInterface(rejection.networkInterface())
              .flatMap(one -> direction(one, source, destination));
    };
  }

  private static Optional<Direction> direction(
      NetworkInterface one, IpAddress source, IpAddress destination) {
    boolean leaves = one.addresses().stream().anyMatch(own -> own.contains(source));
    boolean arrives = one.addresses().stream().anyMatch(own -> own.contains(destination));
    return leaves == arrives
        ? Optional.empty()
        : Optional.of(leaves ? Direction.OUTBOUND : Direction.INBOUND);
  }
}
