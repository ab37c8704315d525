package dev.whichhop.flows.conversation;

import java.util.Comparator;
import java.util.List;

/**
 * All flows between a client and a port of a server, at every interface that saw them.
 *
 * @param parts by time, then as the names of their interfaces
 */
public record Conversation(
    Endpoint client, Endpoint server, int protocol, ServerTold told, List<FlowPart> parts) {
  private static final int TCP = 6;

  /** An answer is in the same window as its request or in the next; a window has ten minutes. */
  private static final long NEXT_WINDOW_MILLIS = 2 * 600_000L;

  private static final Comparator<Volume> MOST =
      Comparator.comparingLong(Volume::packets)
          .thenComparingLong(Volume::bytes)
          .thenComparingInt(Volume::records)
          .thenComparing(Volume::networkInterface, Comparator.reverseOrder());

  /** Packets and bytes in one direction, as one interface counted them. */
  public record Volume(String networkInterface, int records, long packets, long bytes) {
    static final Volume NONE = new Volume("", 0, 0, 0);
  }

  /** What became of it. */
  public Outcome outcome() {
    boolean returned = false;
    boolean passed = false;
    for (FlowPart part : parts) {
      if (!stopped(part)) {
        passed = true;
        continue;
      }
      StopKind stop = stop(part);
      if (stop == StopKind.RETURN) {
        returned = true;
      } else if (stop.refuses()) {
        return Outcome.REJECTED;
      }
    }
    return returned ? Outcome.RETURN_REJECTED : passed ? ofPassed() : Outcome.STRAY;
  }

  /** Of packets that were not stopped. */
  private Outcome ofPassed() {
    boolean requests = false;
    boolean answers = false;
    boolean onlyOpens = true;
    boolean opens = false;
    boolean accepts = false;
    boolean resets = false;
    for (FlowPart part : parts) {
      if (stopped(part)) {
        continue;
      }
      if (part.fromClient()) {
        requests = true;
        onlyOpens &= part.onlyOpens();
        opens |= part.opens();
      } else {
        answers = true;
        accepts |= part.accepts();
        resets |= part.resets();
      }
    }
    if (!requests || !answers) {
      return protocol == TCP && requests && onlyOpens ? Outcome.UNANSWERED : Outcome.ONE_WAY;
    }
    if (opens && resets && !accepts) {
      return Outcome.REFUSED;
    }
    return oneSawBoth() ? Outcome.ANSWERED : Outcome.ANSWERED_ELSEWHERE;
  }

  private boolean oneSawBoth() {
    for (FlowPart request : parts) {
      for (FlowPart answer : parts) {
        if (request.fromClient()
            && !answer.fromClient()
            && !stopped(request)
            && !stopped(answer)
            && request.networkInterface().equals(answer.networkInterface())) {
          return true;
        }
      }
    }
    return false;
  }

  /** True when packets passed in both directions, whatever else was stopped. */
  public boolean answered() {
    boolean request = false;
    boolean answer = false;
    for (FlowPart part : parts) {
      request |= part.fromClient() && !stopped(part);
      answer |= !part.fromClient() && !stopped(part);
    }
    return request && answer;
  }

  private boolean stopped(FlowPart part) {
    return part.verdict().stopped();
  }

  /** Why the packets of a stopped part were stopped. */
  public StopKind stop(FlowPart part) {
    if (part.verdict() == Verdict.LOST) {
      return StopKind.LOST_IN_GATEWAY;
    }
    if (part.reason().equals("BPA")) {
      return StopKind.PUBLIC_ACCESS_BLOCKED;
    }
    if (part.reason().equals("EC")) {
      return StopKind.ENCRYPTION_REQUIRED;
    }
    boolean continues = protocol == TCP && part.flags() >= 0 && !part.opens() && !part.accepts();
    if (acceptedBefore(part)) {
      return continues
          ? StopKind.LATE
          : part.flags() < 0 && protocol == TCP ? StopKind.LATE_OR_CHANGED : side(part);
    }
    if (!part.fromClient() && requestPassed(part)) {
      return StopKind.RETURN;
    }
    return continues ? StopKind.STRAY : side(part);
  }

  private static StopKind side(FlowPart part) {
    return switch (part.direction()) {
      case INGRESS -> StopKind.INBOUND;
      case EGRESS -> StopKind.OUTBOUND;
      case UNKNOWN -> StopKind.RULE;
    };
  }

  /** The same packets passed the same interface before. */
  private boolean acceptedBefore(FlowPart part) {
    return parts.stream()
        .anyMatch(one ->
            one.verdict() == Verdict.ACCEPT
                && one.fromClient() == part.fromClient()
                && one.networkInterface().equals(part.networkInterface())
                && one.start() <= part.start());
  }

  private boolean requestPassed(FlowPart answer) {
    return parts.stream()
        .anyMatch(one ->
            one.verdict() == Verdict.ACCEPT
                && one.fromClient()
                && one.networkInterface().equals(answer.networkInterface())
                && one.start() <= answer.end()
                && answer.start() <= one.end() + NEXT_WINDOW_MILLIS);
  }

  /**
   * What was sent in one direction, counted once: several interfaces see the same packets, and the
   * one that saw most of them counts, since a flow log loses records and never makes any up.
   *
   * @param stopped whether packets that were stopped are asked for, or those that passed
   */
  public Volume volume(boolean fromClient, boolean stopped) {
    Volume most = Volume.NONE;
    for (FlowPart part : parts) {
      if (part.fromClient() == fromClient && stopped(part) == stopped) {
        Volume one = volume(part.networkInterface(), fromClient, stopped);
        most = MOST.compare(one, most) > 0 ? one : most;
      }
    }
    return most;
  }

  private Volume volume(String name, boolean fromClient, boolean stopped) {
    int records = 0;
    long packets = 0;
    long bytes = 0;
    for (FlowPart part : parts) {
      if (part.networkInterface().equals(name)
          && part.fromClient() == fromClient
          && stopped(part) == stopped) {
        records += part.records();
        packets += part.packets();
        bytes += part.bytes();
      }
    }
    return new Volume(name, records, packets, bytes);
  }

  /** Start of its first record, in milliseconds since 1970; -1 when no record has a time. */
  public long start() {
    long start = -1;
    for (FlowPart part : parts) {
      start = start < 0 || part.start() >= 0 && part.start() < start ? part.start() : start;
    }
    return start;
  }

  /** End of its last record. */
  public long end() {
    long end = -1;
    for (FlowPart part : parts) {
      end = Math.max(end, part.end());
    }
    return end;
  }

  /** True when several interfaces saw it. */
  public boolean repeated() {
    String first = parts.getFirst().networkInterface();
    for (FlowPart part : parts) {
      if (!part.networkInterface().equals(first)) {
        return true;
      }
    }
    return false;
  }
}
