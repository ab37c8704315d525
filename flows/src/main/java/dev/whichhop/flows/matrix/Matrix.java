package dev.whichhop.flows.matrix;

import dev.whichhop.flows.conversation.AddressFilter;
import dev.whichhop.flows.conversation.Basis;
import dev.whichhop.flows.conversation.Conversation;
import dev.whichhop.flows.conversation.Conversations;
import dev.whichhop.flows.conversation.FlowPart;
import dev.whichhop.flows.conversation.Outcome;
import dev.whichhop.flows.conversation.ServerTold;
import dev.whichhop.flows.conversation.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who talked to whom between two lists of ranges, in both directions.
 *
 * @param rows in the order of the ranges, then by protocol, port and verdict
 * @param silentPairs pairs of ranges between which no record was seen
 */
public record Matrix(List<MatrixRow> rows, List<Pair> silentPairs, Basis basis) {

  /** A range of {@code --from} and one of {@code --to}. */
  public record Pair(String from, String to) {}

  /** Keeps what is between the two lists of ranges, whoever sent it. */
  public static AddressFilter between(Ranges from, Ranges to) {
    return (sourceHigh, sourceLow, destinationHigh, destinationLow) ->
        from.find(sourceHigh, sourceLow) >= 0 && to.find(destinationHigh, destinationLow) >= 0
            || to.find(sourceHigh, sourceLow) >= 0
                && from.find(destinationHigh, destinationLow) >= 0;
  }

  /** Sums up conversations that were gathered with {@link #between}. */
  public static Matrix of(Conversations conversations, Ranges from, Ranges to) {
    Summing summing = new Summing(conversations, from, to);
    conversations.forEach(summing::take);
    return new Matrix(summing.rows(), summing.silentPairs(), conversations.basis());
  }

  private record Key(
      int client, int server, boolean asked, int protocol, int port, Verdict verdict) {

    /** That of a record is the same for many pairs of small numbers. */
    @Override
    public int hashCode() {
      int pair = (client * 0x9e3779b1 + server) * 0x85ebca6b;
      return (pair + port) * 0xc2b2ae35 + protocol * 8 + verdict.ordinal() * 2 + (asked ? 1 : 0);
    }
  }

  private static final class Summing {
    private static final Comparator<Key> ORDER =
        Comparator.comparingInt((Key key) -> key.asked() ? key.client() : key.server())
            .thenComparingInt(key -> key.asked() ? key.server() : key.client())
            .thenComparing(Key::asked, Comparator.reverseOrder())
            .thenComparingInt(Key::protocol)
            .thenComparingInt(Key::port)
            .thenComparing(Key::verdict);

    private final Conversations conversations;
    private final Ranges from;
    private final Ranges to;
    private final boolean[][] seen;
    private final Map<Key, Sum> sums = new HashMap<>();

    Summing(Conversations conversations, Ranges from, Ranges to) {
      this.conversations = conversations;
      this.from = from;
      this.to = to;
      this.seen = new boolean[from.size()][to.size()];
    }

    /** Where both ends lie in both lists, the client is of {@code --from}. */
    void take(Conversation one) {
      int client = from.find(one.client().address());
      int server = to.find(one.server().address());
      boolean asked = client >= 0 && server >= 0;
      if (!asked) {
        client = to.find(one.client().address());
        server = from.find(one.server().address());
      }
      seen[asked ? client : server][asked ? server : client] = true;
      Outcome outcome = one.outcome();
      boolean stopped = outcome == Outcome.REJECTED || outcome == Outcome.RETURN_REJECTED;
      if (!stopped || one.answered()) {
        Outcome passed = stopped ? Outcome.ANSWERED : outcome;
        sum(new Key(client, server, asked, one.protocol(), one.server().port(), verdict(one)))
            .add(one, passed, false);
      }
      if (stopped) {
        sum(new Key(client, server, asked, one.protocol(), one.server().port(), Verdict.REJECT))
            .add(one, outcome, true);
      }
    }

    private static Verdict verdict(Conversation one) {
      return one.parts().stream().anyMatch(part -> part.verdict() == Verdict.ACCEPT)
          ? Verdict.ACCEPT
          : one.outcome() == Outcome.STRAY ? Verdict.REJECT : Verdict.UNKNOWN;
    }

    private Sum sum(Key key) {
      return sums.computeIfAbsent(key, _ -> new Sum(conversations));
    }

    List<MatrixRow> rows() {
      return sums.entrySet().stream()
          .sorted(Map.Entry.comparingByKey(ORDER))
          .map(sum -> sum.getValue().row(sum.getKey(), from, to))
          .toList();
    }

    List<Pair> silentPairs() {
      List<Pair> silent = new ArrayList<>();
      for (int i = 0; i < from.size(); i++) {
        for (int j = 0; j < to.size(); j++) {
          if (!seen[i][j]) {
            silent.add(new Pair(from.name(i), to.name(j)));
          }
        }
      }
      return silent;
    }
  }

  private static final class Sum {
    private final Conversations all;
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Map<ServerTold, Long> told = new EnumMap<>(ServerTold.class);
    private long conversations;
    private long records;
    private long packets;
    private long bytes;
    private long packetsBack;
    private long bytesBack;
    private long first = Long.MAX_VALUE;
    private long last = -1;
    private long translated;
    private long repeated;
    private long uncertain;

    Sum(Conversations all) {
      this.all = all;
    }

    void add(Conversation one, Outcome outcome, boolean stopped) {
      conversations++;
      outcomes.merge(outcome, 1L, Long::sum);
      told.merge(one.told(), 1L, Long::sum);
      boolean requestStopped =
          stopped && outcome != Outcome.RETURN_REJECTED || outcome == Outcome.STRAY;
      Conversation.Volume request = one.volume(true, requestStopped);
      Conversation.Volume answer = one.volume(false, stopped || outcome == Outcome.STRAY);
      records += request.records() + answer.records();
      packets += request.packets();
      bytes += request.bytes();
      packetsBack += answer.packets();
      bytesBack += answer.bytes();
      first = one.start() < 0 ? first : Math.min(first, one.start());
      last = Math.max(last, one.end());
      translated += one.parts().stream().anyMatch(FlowPart::translated) ? 1 : 0;
      repeated += one.repeated() ? 1 : 0;
      uncertain += unanswered(outcome) && all.mayBeIncomplete(one) ? 1 : 0;
    }

    private static boolean unanswered(Outcome outcome) {
      return switch (outcome) {
        case UNANSWERED, ONE_WAY, ANSWERED_ELSEWHERE -> true;
        case ANSWERED, REFUSED, REJECTED, RETURN_REJECTED, STRAY -> false;
      };
    }

    MatrixRow row(Key key, Ranges from, Ranges to) {
      return new MatrixRow(
          (key.asked() ? from : to).name(key.client()),
          (key.asked() ? to : from).name(key.server()),
          key.asked(),
          key.protocol(),
          key.port(),
          key.verdict(),
          conversations,
          records,
          packets,
          bytes,
          packetsBack,
          bytesBack,
          first == Long.MAX_VALUE ? -1 : first,
          last,
          outcomes,
          told,
          translated,
          repeated,
          uncertain);
    }
  }
}
