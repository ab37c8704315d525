package dev.whichhop.flows.conversation;

import dev.whichhop.flows.input.FlowColumns;
import dev.whichhop.flows.input.FlowVisitor;
import dev.whichhop.model.network.IpAddress;
import dev.whichhop.records.flowlog.FlowLine;

/**
 * Gathers the flows of the records that one thread reads. The peers of a flow are the addresses of
 * the packets where the record has them ({@code pkt-srcaddr}), since at NAT gateways, Transit
 * Gateways and for pods on secondary addresses only those are the true ones.
 */
public final class FlowGathering implements FlowVisitor {
  private static final int MOST_REASONS = 63;

  final AddressTable addresses = new AddressTable();
  final Interfaces interfaces = new Interfaces();
  final NameTable reasons = new NameTable();
  final FlowTable flows = new FlowTable();

  private final AddressFilter filter;
  private final FlowBudget budget;
  private long kept;
  private long unplaced;
  private long withoutPeers;
  private long firstStart = Long.MAX_VALUE;
  private long lastEnd = -1;
  private long longestRecord;
  private long sourceHigh;
  private long sourceLow;

  /** Between which addresses the interface saw the packets of a translated record. */
  private long seenFromHigh;

  private long seenFromLow;
  private long seenToHigh;
  private long seenToLow;

  /**
   * @param budget of all threads together
   */
  public FlowGathering(AddressFilter filter, FlowBudget budget) {
    this.filter = filter;
    this.budget = budget;
    reasons.number("");
  }

  /** {@inheritDoc} */
  @Override
  public void record(FlowLine line, FlowColumns columns, int file, int number) {
    int networkInterface = networkInterface(line, columns);
    long start = line.moment(columns.start());
    long end = line.moment(columns.end());
    firstStart = start < 0 ? firstStart : Math.min(firstStart, start);
    lastEnd = Math.max(lastEnd, end);
    longestRecord = start < 0 ? longestRecord : Math.max(longestRecord, end - start);
    if (line.is("SKIPDATA", columns.status())) {
      interfaces.skipped(networkInterface, start, end);
    }
    boolean packetSource = line.has(columns.packetSource());
    boolean packetDestination = line.has(columns.packetDestination());
    if (!read(line, packetSource ? columns.packetSource() : columns.source())) {
      unplaced += line.has(columns.source()) ? 1 : 0;
      return;
    }
    long fromHigh = sourceHigh;
    long fromLow = sourceLow;
    if (!read(line, packetDestination ? columns.packetDestination() : columns.destination())) {
      unplaced++;
      return;
    }
    long toHigh = sourceHigh;
    long toLow = sourceLow;
    int mark = mark(line, columns);
    if (packetSource || packetDestination) {
      mark |= seenBetween(line, columns, networkInterface, fromHigh, fromLow, toHigh, toLow);
    } else {
      interfaces.saw(networkInterface, fromHigh, fromLow, toHigh, toLow);
      withoutPeers++;
    }
    if (!filter.keeps(fromHigh, fromLow, toHigh, toLow)) {
      return;
    }
    kept++;
    add(
        line,
        columns,
        networkInterface,
        addresses.number(fromHigh, fromLow),
        addresses.number(toHigh, toLow),
        mark,
        start,
        end,
        file,
        number);
  }

  private int networkInterface(FlowLine line, FlowColumns columns) {
    if (line.has(columns.networkInterface())) {
      return interfaces.number(line, columns.networkInterface());
    }
    return line.has(columns.resource())
        ? interfaces.number(line, columns.resource())
        : interfaces.number("");
  }

  /** Reads an address into the two fields for it. */
  private boolean read(FlowLine line, int column) {
    long ipv4 = line.ipv4(column);
    if (ipv4 >= 0) {
      sourceHigh = 0;
      sourceLow = 0xffffL << 32 | ipv4;
      return true;
    }
    IpAddress address = line.address(column).orElse(null);
    if (address == null) {
      return false;
    }
    sourceHigh = address.high();
    sourceLow = address.low();
    return true;
  }

  /** Whether the interface saw the packets between other addresses than theirs. */
  private int seenBetween(
      FlowLine line,
      FlowColumns columns,
      int networkInterface,
      long fromHigh,
      long fromLow,
      long toHigh,
      long toLow) {
    if (!read(line, columns.source())) {
      return 0;
    }
    seenFromHigh = sourceHigh;
    seenFromLow = sourceLow;
    if (!read(line, columns.destination())) {
      return 0;
    }
    seenToHigh = sourceHigh;
    seenToLow = sourceLow;
    interfaces.saw(networkInterface, seenFromHigh, seenFromLow, seenToHigh, seenToLow);
    boolean same =
        seenFromLow == fromLow
            && seenFromHigh == fromHigh
            && seenToLow == toLow
            && seenToHigh == toHigh;
    return same ? 0 : Mark.TRANSLATED;
  }

  private static int mark(FlowLine line, FlowColumns columns) {
    int mark = 0;
    if (line.has(columns.flags())) {
      mark = Mark.FLAGS | (int) line.number(columns.flags()) & Mark.ALL_FLAGS;
    }
    if (line.is("ingress", columns.direction())) {
      mark |= Mark.INGRESS;
    } else if (line.is("egress", columns.direction())) {
      mark |= Mark.EGRESS;
    }
    return mark;
  }

  private void add(
      FlowLine line,
      FlowColumns columns,
      int networkInterface,
      int source,
      int destination,
      int mark,
      long start,
      long end,
      int file,
      int number) {
    int ports =
        (int) Math.max(0, line.number(columns.sourcePort())) << 16
            | (int) Math.max(0, line.number(columns.destinationPort())) & 0xffff;
    int kind = (int) Math.max(0, line.number(columns.protocol())) & 0xff | verdict(line, columns);
    int flow = flow(networkInterface, source, destination, ports, kind);
    flows.add(
        flow,
        mark,
        1,
        Math.max(0, line.number(columns.packets())),
        Math.max(0, line.number(columns.bytes())),
        start < 0 ? Long.MAX_VALUE : start,
        end,
        FlowTable.pair(file, number));
    if ((mark & Mark.TRANSLATED) != 0) {
      flows.sawBetween(
          flow,
          addresses.number(seenFromHigh, seenFromLow),
          addresses.number(seenToHigh, seenToLow));
    }
  }

  /** The index of a flow, for which there has to be room when it is a new one. */
  private int flow(int networkInterface, int source, int destination, int ports, int kind) {
    int before = flows.size();
    int flow = flows.flow(networkInterface, source, destination, ports, kind);
    if (flows.size() > before) {
      budget.take();
    }
    return flow;
  }

  /** The verdict and its reason in the upper bits of the kind. */
  private int verdict(FlowLine line, FlowColumns columns) {
    if (line.is("ACCEPT", columns.action())) {
      return kind(Verdict.ACCEPT, 0);
    }
    if (line.is("REJECT", columns.action())) {
      boolean reason = line.has(columns.rejectReason());
      return kind(
          Verdict.REJECT, reason ? bounded(reasons.number(line, columns.rejectReason())) : 0);
    }
    for (FlowColumns.Lost lost : columns.lost()) {
      if (line.number(lost.column()) > 0) {
        return kind(Verdict.LOST, bounded(reasons.number(lost.reason())));
      }
    }
    return kind(Verdict.UNKNOWN, 0);
  }

  private static int bounded(int reason) {
    return Math.min(reason, MOST_REASONS);
  }

  private static int kind(Verdict verdict, int reason) {
    return reason << 10 | verdict.ordinal() << 8;
  }

  Verdict verdict(int flow) {
    return Verdict.values()[flows.kind(flow) >> 8 & 3];
  }

  String reason(int flow) {
    return reasons.name(flows.kind(flow) >>> 10 & MOST_REASONS);
  }

  int protocol(int flow) {
    return flows.kind(flow) & 0xff;
  }

  /** Adds what another thread gathered, which is not to be used any more. */
  FlowGathering merge(FlowGathering other) {
    int[] networkInterfaces = new int[other.interfaces.size()];
    for (int i = 0; i < networkInterfaces.length; i++) {
      networkInterfaces[i] = interfaces.number(other.interfaces.name(i));
      interfaces.merge(networkInterfaces[i], other.interfaces, i);
    }
    int[] numbers = new int[other.addresses.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = addresses.number(other.addresses.high(i), other.addresses.low(i));
    }
    for (int i = 0; i < other.flows.size(); i++) {
      int flow =
          flow(
              networkInterfaces[other.flows.networkInterface(i)],
              numbers[other.flows.source(i)],
              numbers[other.flows.destination(i)],
              other.flows.ports(i),
              other.protocol(i) | kind(other.verdict(i), bounded(reasons.number(other.reason(i)))));
      flows.add(
          flow,
          other.flows.mark(i),
          other.flows.records(i),
          other.flows.packets(i),
          other.flows.bytes(i),
          other.flows.start(i),
          other.flows.end(i),
          other.flows.place(i));
      if ((other.flows.mark(i) & Mark.TRANSLATED) != 0) {
        flows.sawBetween(
            flow, numbers[other.flows.seenSource(i)], numbers[other.flows.seenDestination(i)]);
      }
    }
    budget.giveBack(other.flows.size());
    kept += other.kept;
    unplaced += other.unplaced;
    withoutPeers += other.withoutPeers;
    firstStart = Math.min(firstStart, other.firstStart);
    lastEnd = Math.max(lastEnd, other.lastEnd);
    longestRecord = Math.max(longestRecord, other.longestRecord);
    return this;
  }

  /** Records that are asked about. */
  long kept() {
    return kept;
  }

  /** Records whose addresses cannot be read, for example because they are masked. */
  long unplaced() {
    return unplaced;
  }

  /** Records without the addresses of the packets. */
  long withoutPeers() {
    return withoutPeers;
  }

  long firstStart() {
    return firstStart;
  }

  long lastEnd() {
    return lastEnd;
  }

  /** The longest time of one record, in milliseconds: the window in which flows are summed up. */
  long longestRecord() {
    return longestRecord;
  }
}
