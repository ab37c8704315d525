package dev.whichhop.flows.status;

import java.util.ArrayList;
import java.util.List;

/** What a flow log cannot answer, because its format lacks a field or it takes only a part. */
public enum Shortcoming {
  /** Behind NAT and Transit Gateways and for pods the true peers are unknown. */
  NO_PACKET_ADDRESSES("pkt-srcaddr", "pkt-dstaddr"),
  /** An unanswered SYN, a reset and a late packet look like other traffic. */
  NO_FLAGS("tcp-flags"),
  NO_ACTION("action"),
  /** At which side a filter stopped packets has to be guessed from addresses. */
  NO_DIRECTION("flow-direction"),
  /** Block Public Access and Encryption Controls look like a rule. */
  NO_REJECT_REASON("reject-reason"),
  /** Lost flows cannot be told from silence. */
  NO_LOG_STATUS("log-status"),
  /** Traffic between zones and through load balancers and NAT is not told. */
  NO_NEXT_HOP("az-id", "interface-type", "next-hop-az-id"),
  /** Rejected traffic is not written. */
  ONLY_ACCEPTED,
  /** Accepted traffic is not written. */
  ONLY_REJECTED,
  /** A record covers ten minutes; short bursts and the order of events are lost. */
  LONG_INTERVAL;

  private static final long SHORT_SECONDS = 60;

  private final List<String> fields;

  Shortcoming(String... fields) {
    this.fields = List.of(fields);
  }

  /** The fields that would mend it; none when it is no matter of fields. */
  public List<String> fields() {
    return fields;
  }

  /** All of one flow log. A Transit Gateway has fields of its own and no action. */
  public static List<Shortcoming> of(FlowLogDescription log) {
    List<Shortcoming> all = new ArrayList<>();
    for (Shortcoming one : values()) {
      boolean holds =
          switch (one) {
            case NO_PACKET_ADDRESSES,
                NO_FLAGS,
                NO_ACTION,
                NO_DIRECTION,
                NO_REJECT_REASON,
                NO_LOG_STATUS,
                NO_NEXT_HOP ->
                !log.isTransitGateway()
                    && !log.fields().isEmpty()
                    && !log.fields().containsAll(one.fields);
            case ONLY_ACCEPTED -> log.trafficType().equals("ACCEPT");
            case ONLY_REJECTED -> log.trafficType().equals("REJECT");
            case LONG_INTERVAL -> log.seconds() > SHORT_SECONDS;
          };
      if (holds) {
        all.add(one);
      }
    }
    return all;
  }
}
