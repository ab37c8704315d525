package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Packet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A packet capture shows a request that crosses the close of an idle connection: data after a
 * silence, answered by RST, or sent just as the server's FIN came.
 *
 * <p>Outside loopback a middlebox could have sent the RST: an NLB forgets flows after 60 s at the
 * soonest (aws facts, listener attributes), so only shorter silences are the server's there.
 */
final class IdleConnectionClosedOnWire implements Check {
  private static final Duration LEAST_SILENCE = Duration.ofMillis(900);
  private static final Duration SHORTEST_MIDDLEBOX = Duration.ofSeconds(60);
  private static final Duration CROSSING = Duration.ofSeconds(1);

  private record Connection(String client, int clientPort, String server, int serverPort) {}

  /** What is known of a connection while its packets are read in order. */
  private static final class State {
    private @Nullable Instant lastData;
    private @Nullable Packet lateRequest;
    private @Nullable Packet serverFinish;
    private Duration silence = Duration.ZERO;
  }

  private record Hit(Connection connection, Duration silence, Evidence request, Evidence close) {}

  @Override
  public String id() {
    return "idle-connection-closed-on-wire";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.PACKETS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Packet> packets = file.bundle().packets();
    if (packets.isEmpty()) {
      return Answer.blind("loopback-capture");
    }
    Map<Connection, State> states = new HashMap<>();
    List<Hit> hits = new ArrayList<>();
    for (Packet packet : packets) {
      Connection connection = connection(packet);
      State state = states.computeIfAbsent(connection, _ -> new State());
      boolean fromServer = packet.sourcePort() == connection.serverPort;
      follow(packet, fromServer, connection, state, hits);
    }
    if (hits.isEmpty()) {
      return Answer.absent(packets.getFirst().evidence().place().file(), "the connections");
    }
    Hit first = hits.getFirst();
    return Answer.found(
        first.connection.server + ":" + first.connection.serverPort,
        List.of(first.request, first.close),
        "count",
        hits.size(),
        "gap",
        Seconds.of(first.silence),
        "timer",
        Seconds.usual(first.silence).map(Seconds::of).orElse(Seconds.of(first.silence)));
  }

  private static void follow(
      Packet packet, boolean fromServer, Connection connection, State state, List<Hit> hits) {
    Instant time = packet.time();
    if (time == null) {
      return;
    }
    boolean reset = packet.flags().contains("R");
    Packet request = state.lateRequest;
    if (fromServer && reset && request != null) {
      add(hits, connection, state.silence, request, packet);
      state.lateRequest = null;
    } else if (fromServer && packet.flags().contains("F") && packet.length() == 0) {
      state.serverFinish = packet;
      state.silence =
          state.lastData == null ? Duration.ZERO : Duration.between(state.lastData, time);
    }
    if (packet.length() == 0) {
      return;
    }
    Packet finish = state.serverFinish;
    boolean crosses =
        finish != null
            && finish.time() != null
            && Duration.between(finish.time(), time).compareTo(CROSSING) < 0;
    if (!fromServer && crosses && finish != null) {
      add(hits, connection, state.silence, packet, finish);
      state.serverFinish = null;
    } else if (!fromServer && state.lastData != null) {
      state.silence = Duration.between(state.lastData, time);
      state.lateRequest = state.silence.compareTo(LEAST_SILENCE) >= 0 ? packet : null;
    } else {
      state.lateRequest = null;
    }
    state.lastData = time;
  }

  private static void add(
      List<Hit> hits, Connection connection, Duration silence, Packet request, Packet close) {
    boolean loopback = connection.server.startsWith("127.") || connection.server.equals("::1");
    boolean servers = loopback || silence.compareTo(SHORTEST_MIDDLEBOX) < 0;
    if (servers && silence.compareTo(LEAST_SILENCE) >= 0) {
      hits.add(new Hit(connection, silence, request.evidence(), close.evidence()));
    }
  }

  /** The end with the lower port is the server; ephemeral ports lie above. */
  private static Connection connection(Packet packet) {
    return packet.sourcePort() > packet.destinationPort()
        ? new Connection(
            packet.source(), packet.sourcePort(), packet.destination(), packet.destinationPort())
        : new Connection(
            packet.destination(), packet.destinationPort(), packet.source(), packet.sourcePort());
  }
}
