package dev.whichhop.flows.reject;

import dev.whichhop.flows.conversation.Basis;
import dev.whichhop.flows.conversation.Conversation;
import dev.whichhop.flows.conversation.Conversations;
import dev.whichhop.flows.conversation.Direction;
import dev.whichhop.flows.conversation.Endpoint;
import dev.whichhop.flows.conversation.FlowPart;
import dev.whichhop.flows.conversation.StopKind;
import dev.whichhop.flows.conversation.Verdict;
import dev.whichhop.model.network.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that was stopped.
 *
 * @param refused what a rule or a setting stops, most conversations first
 * @param late what is stopped because its connection was over or was not seen to begin; no rule is
 *     at fault
 */
public record Rejections(List<Rejection> refused, List<Rejection> late, Basis basis) {
  /** Clients that are named of one rejection. */
  public static final int MOST_CLIENTS = 5;

  private static final Comparator<Rejection> ORDER =
      Comparator.comparingLong(Rejection::conversations)
          .thenComparingLong(Rejection::records)
          .reversed()
          .thenComparing(Rejection::networkInterface)
          .thenComparing(one -> one.server().address())
          .thenComparingInt(one -> one.server().port())
          .thenComparingInt(Rejection::protocol)
          .thenComparing(Rejection::kind)
          .thenComparing(Rejection::direction)
          .thenComparing(Rejection::reply)
          .thenComparing(Rejection::reason);

  public static Rejections of(Conversations conversations) {
    Map<Key, Group> groups = new HashMap<>();
    conversations.forEach(one -> {
      for (FlowPart part : one.parts()) {
        if (part.verdict().stopped()) {
          groups.computeIfAbsent(Key.of(one, part), _ -> new Group()).add(one, part);
        }
      }
    });
    Map<Port, Passed> passed = new HashMap<>();
    groups.keySet().forEach(key -> passed.put(key.port(), new Passed()));
    conversations.forEach(one -> {
      for (FlowPart part : one.parts()) {
        Passed counted = passed.get(Port.of(one, part));
        if (counted != null && part.verdict() == Verdict.ACCEPT) {
          counted.conversations++;
          counted.last = Math.max(counted.last, part.end());
        }
      }
    });
    List<Rejection> all = new ArrayList<>();
    groups.forEach((key, group) ->
        all.add(group.rejection(key, passed.getOrDefault(key.port(), new Passed()))));
    all.sort(ORDER);
    return new Rejections(
        all.stream().filter(one -> one.kind().refuses()).toList(),
        all.stream().filter(one -> !one.kind().refuses()).toList(),
        conversations.basis());
  }

  /** Requests to a port of a server, or its replies, as an interface sees them. */
  private record Port(String networkInterface, Endpoint server, int protocol, boolean reply) {
    static Port of(Conversation conversation, FlowPart part) {
      return new Port(
          part.networkInterface(),
          conversation.server(),
          conversation.protocol(),
          !part.fromClient());
    }
  }

  private record Key(Port port, Direction direction, StopKind kind, String reason) {
    static Key of(Conversation conversation, FlowPart part) {
      return new Key(
          Port.of(conversation, part), part.direction(), conversation.stop(part), part.reason());
    }
  }

  private static final class Passed {
    private long conversations;
    private long last = -1;
  }

  private static final class Group {
    private final Map<IpAddress, Long> clients = new TreeMap<>();
    private long conversations;
    private long records;
    private long packets;
    private long bytes;
    private long first = -1;
    private long last = -1;
    private int file = Integer.MAX_VALUE;
    private int line;
    private int clientPort;

    void add(Conversation conversation, FlowPart part) {
      clients.merge(conversation.client().address(), 1L, Long::sum);
      conversations++;
      records += part.records();
      packets += part.packets();
      bytes += part.bytes();
      if (first < 0 || part.start() >= 0 && part.start() < first) {
        first = part.start();
      }
      last = Math.max(last, part.end());
      if (part.file() < file || part.file() == file && part.line() < line) {
        file = part.file();
        line = part.line();
        clientPort = conversation.client().port();
      }
    }

    Rejection rejection(Key key, Passed passed) {
      List<Rejection.Client> most =
          clients.entrySet().stream()
              .sorted(Map.Entry.<IpAddress, Long>comparingByValue().reversed())
              .limit(MOST_CLIENTS)
              .map(one -> new Rejection.Client(one.getKey(), one.getValue()))
              .toList();
      return new Rejection(
          key.port().networkInterface(),
          key.direction(),
          key.kind(),
          key.reason(),
          key.port().protocol(),
          key.port().server(),
          key.port().reply(),
          most,
          clients.size(),
          clientPort,
          conversations,
          records,
          packets,
          bytes,
          first,
          last,
          file,
          line,
          passed.conversations,
          passed.last);
    }
  }
}
