package dev.whichhop.flows.zone;

import dev.whichhop.flows.conversation.Conversation;
import dev.whichhop.flows.conversation.Conversations;
import dev.whichhop.flows.conversation.Endpoint;
import dev.whichhop.flows.conversation.FlowPart;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bytes between Availability Zones and through NAT gateways, each flow counted once however many
 * interfaces saw it. What was rejected does not count.
 *
 * <p>A NAT gateway writes down both of its sides. Its own address as a client is the far side of
 * what its clients sent to it, so that is left out.
 */
public final class ZoneTraffic {
  private final Zones zones;
  private final Map<Key, Map<Ends, long[]>> sums = new HashMap<>();
  private boolean sawNat;

  private record Key(Way way, String from, String to) {}

  private record Ends(Endpoint from, Endpoint to) {}

  public ZoneTraffic(Zones zones) {
    this.zones = zones;
  }

  /**
   * Adds conversations.
   *
   * @param after whether they are of the time that is asked about, not of that before
   */
  public void add(Conversations conversations, boolean after) {
    conversations.forEach(one -> add(one, after ? 1 : 0));
  }

  private void add(Conversation one, int column) {
    if (zones.isNat(one.client().address())) {
      return;
    }
    Optional<String> nat =
        one.parts().stream().map(FlowPart::networkInterface).filter(zones::isNat).findFirst();
    sawNat |= nat.isPresent();
    String client = zones.of(one.client().address());
    String server = nat.orElseGet(() -> zones.of(one.server().address()));
    Way way = nat.isPresent() ? Way.NAT_GATEWAY : way(client, server);
    Endpoint from = new Endpoint(one.client().address(), 0);
    sum(new Key(way, client, server), new Ends(from, one.server()))[column] +=
        one.volume(true, false).bytes();
    sum(new Key(way, server, client), new Ends(one.server(), from))[column] +=
        one.volume(false, false).bytes();
  }

  private static Way way(String from, String to) {
    if (from.isEmpty() || to.isEmpty()) {
      return Way.OUTSIDE;
    }
    return from.equals(to) ? Way.WITHIN_ZONE : Way.ACROSS_ZONES;
  }

  private long[] sum(Key key, Ends ends) {
    return sums.computeIfAbsent(key, _ -> new HashMap<>()).computeIfAbsent(ends, _ -> new long[2]);
  }

  /** Whether anything went through a NAT gateway that is described. */
  public boolean sawNat() {
    return sawNat;
  }

  /** What changed most first; without a time before, what is most. */
  public List<ZoneRow> rows(Hours hours) {
    Comparator<ZoneRow> order =
        Comparator.comparingDouble((ZoneRow row) -> -hours.change(row.before(), row.after()))
            .thenComparing(ZoneRow::way)
            .thenComparing(ZoneRow::from)
            .thenComparing(ZoneRow::to);
    return sums.entrySet().stream()
        .map(one -> row(one.getKey(), one.getValue(), hours))
        .filter(row -> row.before() + row.after() > 0)
        .sorted(order)
        .toList();
  }

  private static ZoneRow row(Key key, Map<Ends, long[]> ends, Hours hours) {
    Comparator<ZoneRow.Most> mostFirst =
        Comparator.comparingDouble((ZoneRow.Most one) -> -hours.change(one.before(), one.after()))
            .thenComparing(one -> one.from().toString())
            .thenComparing(one -> one.to().toString());
    ZoneRow.Most most =
        ends.entrySet().stream()
            .map(one ->
                new ZoneRow.Most(
                    one.getKey().from(), one.getKey().to(), one.getValue()[0], one.getValue()[1]))
            .min(mostFirst)
            .orElseThrow();
    long before = ends.values().stream().mapToLong(one -> one[0]).sum();
    long after = ends.values().stream().mapToLong(one -> one[1]).sum();
    return new ZoneRow(key.way(), key.from(), key.to(), before, after, most);
  }
}
