package dev.whichhop.probe.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.probe.fault.Fault;
import dev.whichhop.probe.fault.FaultServer;
import dev.whichhop.probe.wire.Connector;
import dev.whichhop.probe.wire.HttpRequest;
import dev.whichhop.probe.wire.Target;
import dev.whichhop.probe.wire.Timeouts;
import dev.whichhop.probe.wire.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Loads of a few hundred requests against loopback. */
final class LoadTest {
  private static final Timeouts TIMEOUTS =
      new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2));

  private static LoadResult run(int port, LoadPlan plan, boolean keepAlive) throws Exception {
    return load(port, plan, keepAlive, new AtomicBoolean()).run();
  }

  private static Load load(int port, LoadPlan plan, boolean keepAlive, AtomicBoolean stopped)
      throws Exception {
    Target target = Target.parse("http://127.0.0.1:" + port + "/");
    Connector connector = new Connector(target, Trust.everybody(), TIMEOUTS, System::nanoTime);
    return new Load(
        connector, HttpRequest.get(target, keepAlive), plan, System::nanoTime, stopped::get);
  }

  private static LoadPlan closed(int connections, long requests) {
    return new LoadPlan(new LoadPlan.Pace.Closed(), connections, requests, Duration.ofSeconds(20));
  }

  private static LoadPlan open(double perSecond, int connections, long requests) {
    return new LoadPlan(
        new LoadPlan.Pace.Open(perSecond), connections, requests, Duration.ofSeconds(20));
  }

  @Test
  void callersKeepTheirConnections() throws Exception {
    try (FaultServer server = FaultServer.plain(Fault.ANSWERS)) {
      LoadResult result = run(server.port(), closed(4, 500), true);
      assertThat(result.requests()).isEqualTo(500);
      assertThat(result.failed()).isZero();
      assertThat(result.connections()).isBetween(1L, 4L);
      assertThat(server.connections()).isEqualTo((int) result.connections());
    }
  }

  @Test
  void orTakeAConnectionEach() throws Exception {
    try (FaultServer server = FaultServer.plain(Fault.ANSWERS)) {
      LoadResult result = run(server.port(), closed(4, 100), false);
      assertThat(result.requests()).isEqualTo(100);
      assertThat(result.connections()).isEqualTo(100);
    }
  }

  @Test
  void aRateIsKept() throws Exception {
    try (FaultServer server = FaultServer.plain(Fault.ANSWERS)) {
      LoadResult result = run(server.port(), open(200, 50, 100), true);
      assertThat(result.requests()).isEqualTo(100);
      // The hundredth is due after 495 ms.
      assertThat(result.elapsed()).isBetween(Duration.ofMillis(495), Duration.ofSeconds(3));
    }
  }

  @Test
  void failuresOnOldConnectionsAreAClassOfTheirOwn() throws Exception {
    try (FaultServer server = FaultServer.plain(Fault.FIN_ON_SECOND)) {
      LoadResult result = run(server.port(), closed(1, 10), true);
      assertThat(Threshold.count("http-200", result)).isEqualTo(5);
      assertThat(Threshold.count("empty-reply-reused", result)).isEqualTo(5);
      assertThat(Threshold.parse("empty-reply>49%").exceeded(result)).isTrue();
      assertThat(Threshold.parse("empty-reply>50%").exceeded(result)).isFalse();
      assertThat(Threshold.parse("failed>4").exceeded(result)).isTrue();
    }
  }

  @Test
  void aConnectionThatThePeerEndedWhileItRestedIsNotUsed() throws Exception {
    try (FaultServer server = FaultServer.plain(Fault.FIN_WHEN_IDLE)) {
      // Every second, and the server closes after 400 ms.
      LoadResult result = run(server.port(), open(1, 1, 3), true);
      assertThat(Threshold.count("http-200", result)).isEqualTo(3);
      assertThat(result.closedIdle()).isEqualTo(2);
    }
  }

  @Test
  void anAnswerToNothingIsNotTakenForThatOfTheNextRequest() throws Exception {
    try (FaultServer server = FaultServer.plain(Fault.STRAY_ANSWER_WHEN_IDLE)) {
      LoadResult result = run(server.port(), open(5, 1, 4), true);
      assertThat(Threshold.count("http-200", result)).isEqualTo(4);
      assertThat(result.closedIdle()).isEqualTo(3);
    }
  }

  /** Sixteen loads that rest for longer than 50 ms between requests. */
  @Test
  void connectionsThatRestedAreUsedAgain() throws Exception {
    try (FaultServer server = FaultServer.plain(Fault.ANSWERS);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<LoadResult>> loads = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        loads.add(threads.submit(() -> run(server.port(), open(12, 1, 40), true)));
      }
      for (Future<LoadResult> one : loads) {
        assertThat(one.get().failed()).isZero();
        assertThat(one.get().closedIdle()).isZero();
        assertThat(one.get().connections()).isEqualTo(1);
      }
    }
  }

  /** One connection, and a server that stalls once for half a second in a load of 100 a second. */
  @Test
  void aStallIsFeltByThoseBehindIt() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      Thread.startVirtualThread(() -> stallsOnce(listener));
      LoadResult result = run(listener.getLocalPort(), open(100, 1, 100), true);
      assertThat(result.requests()).isEqualTo(100);
      // Half of the requests were due during the stall or its aftermath. A client that measures
      // from when it got round to send would have one slow request in a hundred.
      assertThat(result.latencies().getValueAtPercentile(75)).isGreaterThan(100_000);
      assertThat(result.late()).isGreaterThan(20);
    }
  }

  private static void stallsOnce(ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      byte[] request = new byte[4096];
      int answered = 0;
      while (socket.getInputStream().read(request) > 0) {
        if (answered++ == 10) {
          Thread.sleep(500);
        }
        socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes());
      }
    } catch (IOException gone) {
      // The load is over.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsLeftInTime() throws Exception {
    try (FaultServer server = FaultServer.plain(Fault.NO_ANSWER)) {
      LoadResult result = run(server.port(), closed(3, 3), true);
      assertThat(Threshold.count("timeout-before-answer", result)).isEqualTo(3);
      assertThat(result.elapsed()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }
  }

  @Test
  void stoppedItKeepsWhatItHas() throws Exception {
    try (FaultServer server = FaultServer.plain(Fault.NO_ANSWER)) {
      AtomicBoolean stopped = new AtomicBoolean();
      Load load = load(server.port(), closed(3, 10), true, stopped);
      Thread.startVirtualThread(() -> {
        try {
          Thread.sleep(300);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        stopped.set(true);
      });
      LoadResult result = load.run();
      assertThat(result.requests()).isZero();
      assertThat(result.unfinished()).isEqualTo(3);
    }
  }
}
