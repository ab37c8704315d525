package dev.whichhop.flows.conversation;

import dev.whichhop.flows.input.Interval;
import dev.whichhop.model.network.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The conversations of everything that was gathered, and what their records rest on. */
public final class Conversations {
  private static final int SYSTEM_PORTS = 1024;
  private static final int NONE = -1;

  /** Of the parts of one conversation, so that the same records always give the same list. */
  private static final Comparator<FlowPart> ORDER =
      Comparator.comparingLong(FlowPart::start)
          .thenComparing(FlowPart::fromClient, Comparator.reverseOrder())
          .thenComparing(FlowPart::networkInterface)
          .thenComparing(FlowPart::verdict)
          .thenComparing(FlowPart::reason);

  private final FlowGathering gathered;
  private final FlowTable flows;
  private final AddressTable addresses;
  private final Map<String, Gaps> gaps;

  private Conversations(FlowGathering gathered) {
    this.gathered = gathered;
    this.flows = gathered.flows;
    this.addresses = gathered.addresses;
    this.gaps = gathered.interfaces.gaps();
  }

  /** Puts together what several threads gathered, at least one. */
  public static Conversations of(List<FlowGathering> gatherings) {
    return new Conversations(
        gatherings.stream()
            .sorted(Comparator.comparingInt(one -> -one.flows.size()))
            .reduce(FlowGathering::merge)
            .orElseThrow());
  }

  /** Gives every conversation once, in no particular order. */
  public void forEach(Consumer<Conversation> consumer) {
    int[] next = new int[flows.size()];
    int[] heads = heads(next);
    Endpoints endpoints = new Endpoints(flows.size());
    for (int head : heads) {
      if (head != NONE) {
        endpoints.count(flows.source(head), flows.sourcePort(head));
        endpoints.count(flows.destination(head), flows.destinationPort(head));
      }
    }
    for (int head : heads) {
      if (head != NONE) {
        consumer.accept(conversation(head, next, endpoints));
      }
    }
  }

  /** The first flow of each conversation; {@code next} leads to its others. */
  private int[] heads(int[] next) {
    int[] slots = new int[Math.max(16, Integer.highestOneBit(2 * flows.size() + 1) * 2)];
    Arrays.fill(slots, NONE);
    for (int flow = 0; flow < flows.size(); flow++) {
      int slot = Hash.spread(hash(flow)) & slots.length - 1;
      while (slots[slot] != NONE && !together(slots[slot], flow)) {
        slot = slot + 1 & slots.length - 1;
      }
      next[flow] = slots[slot];
      slots[slot] = flow;
    }
    return slots;
  }

  /** The same for both directions. */
  private long hash(int flow) {
    long from = (long) flows.source(flow) << 16 | flows.sourcePort(flow);
    long to = (long) flows.destination(flow) << 16 | flows.destinationPort(flow);
    return (from ^ to) + 31 * (from + to) + gathered.protocol(flow);
  }

  private boolean together(int one, int other) {
    if (gathered.protocol(one) != gathered.protocol(other)) {
      return false;
    }
    return sameWay(one, other)
        || flows.source(one) == flows.destination(other)
            && flows.destination(one) == flows.source(other)
            && flows.sourcePort(one) == flows.destinationPort(other)
            && flows.destinationPort(one) == flows.sourcePort(other);
  }

  private boolean sameWay(int one, int other) {
    return flows.source(one) == flows.source(other)
        && flows.destination(one) == flows.destination(other)
        && flows.ports(one) == flows.ports(other);
  }

  private Conversation conversation(int head, int[] next, Endpoints endpoints) {
    boolean opens = opens(head, next, true);
    boolean answers = opens(head, next, false);
    int from = flows.sourcePort(head);
    int to = flows.destinationPort(head);
    ServerTold told;
    boolean headFromClient;
    if (opens != answers) {
      told = ServerTold.SYN;
      headFromClient = opens;
    } else if (from != to) {
      boolean system = Math.min(from, to) < SYSTEM_PORTS && Math.max(from, to) >= SYSTEM_PORTS;
      int source = endpoints.conversations(flows.source(head), from);
      int destination = endpoints.conversations(flows.destination(head), to);
      boolean recurs = !system && source != destination;
      told =
          system
              ? ServerTold.SYSTEM_PORT
              : recurs ? ServerTold.RECURRING_PORT : ServerTold.LOWER_PORT;
      headFromClient = recurs ? source < destination : to < from;
    } else {
      told = ServerTold.FIRST_SENDER;
      headFromClient = sameWay(firstSender(head, next), head);
    }
    Endpoint source = endpoint(flows.source(head), from);
    Endpoint destination = endpoint(flows.destination(head), to);
    List<FlowPart> parts = new ArrayList<>();
    for (int flow = head; flow != NONE; flow = next[flow]) {
      parts.add(part(flow, sameWay(flow, head) == headFromClient));
    }
    parts.sort(ORDER);
    return new Conversation(
        headFromClient ? source : destination,
        headFromClient ? destination : source,
        gathered.protocol(head),
        told,
        List.copyOf(parts));
  }

  /** Whether flags say that the client is who sent the first flow, or that it is the other end. */
  private boolean opens(int head, int[] next, boolean sender) {
    for (int flow = head; flow != NONE; flow = next[flow]) {
      int mark = flows.mark(flow);
      boolean opening = (mark & Mark.FLAGS) != 0 && (mark & Mark.SYN) != 0;
      boolean fromClient = (mark & Mark.ACK) == 0;
      if (opening && (sameWay(flow, head) == fromClient) == sender) {
        return true;
      }
    }
    return false;
  }

  /** Whose first record is the earlier one; of a tie the lower address. */
  private int firstSender(int head, int[] next) {
    int first = head;
    for (int flow = head; flow != NONE; flow = next[flow]) {
      int earlier = Long.compare(flows.start(flow), flows.start(first));
      if (earlier < 0 || earlier == 0 && source(flow).compareTo(source(first)) < 0) {
        first = flow;
      }
    }
    return first;
  }

  private IpAddress source(int flow) {
    return addresses.address(flows.source(flow));
  }

  private Endpoint endpoint(int address, int port) {
    return new Endpoint(addresses.address(address), port);
  }

  private FlowPart part(int flow, boolean fromClient) {
    int mark = flows.mark(flow);
    return new FlowPart(
        gathered.interfaces.name(flows.networkInterface(flow)),
        fromClient,
        gathered.verdict(flow),
        gathered.reason(flow),
        direction(flow),
        flows.records(flow),
        flows.packets(flow),
        flows.bytes(flow),
        (mark & Mark.FLAGS) == 0 ? -1 : mark & Mark.ALL_FLAGS,
        (mark & Mark.TRANSLATED) != 0,
        flows.start(flow) == Long.MAX_VALUE ? -1 : flows.start(flow),
        flows.end(flow),
        (int) (flows.place(flow) >>> 32),
        (int) flows.place(flow));
  }

  /** From the record, else from which end is the interface's own address. */
  private Direction direction(int flow) {
    Direction said = Mark.direction(flows.mark(flow));
    IpAddress own = gathered.interfaces.ownAddress(flows.networkInterface(flow)).orElse(null);
    if (said != Direction.UNKNOWN || own == null) {
      return said;
    }
    boolean leaves = own.equals(addresses.address(flows.seenSource(flow)));
    boolean arrives = own.equals(addresses.address(flows.seenDestination(flow)));
    return leaves == arrives ? Direction.UNKNOWN : leaves ? Direction.EGRESS : Direction.INGRESS;
  }

  /**
   * Whether what is missing of a conversation may have been written down all the same: an interface
   * that saw it lost flows at that time, or the records end before an answer can be in them.
   */
  public boolean mayBeIncomplete(Conversation conversation) {
    long window = gathered.longestRecord();
    if (conversation.end() + window > gathered.lastEnd()) {
      return true;
    }
    for (FlowPart part : conversation.parts()) {
      Gaps lost = gaps.get(part.networkInterface());
      if (lost != null && lost.touch(conversation.start(), conversation.end() + window)) {
        return true;
      }
    }
    return false;
  }

  /** The interfaces that lost flows within this time, in the order of their names. */
  public List<String> lostWithin(Interval interval) {
    Instant from = interval.from();
    Instant to = interval.to();
    long first = from == null ? Long.MIN_VALUE : from.toEpochMilli();
    long last = to == null ? Long.MAX_VALUE : to.toEpochMilli();
    return gaps.entrySet().stream()
        .filter(one -> one.getValue().touch(first, last))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What the records of these conversations rest on. */
  public Basis basis() {
    return new Basis(
        gathered.kept(),
        gathered.unplaced(),
        gathered.withoutPeers(),
        gathered.interfaces.skipped(),
        moment(gathered.firstStart() == Long.MAX_VALUE ? -1 : gathered.firstStart()),
        moment(gathered.lastEnd()));
  }

  private static @Nullable Instant moment(long millis) {
    return millis < 0 ? null : Instant.ofEpochMilli(millis);
  }
}
