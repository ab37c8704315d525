package dev.whichhop.probe.idle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.probe.fault.Fault;
import dev.whichhop.probe.fault.FaultServer;
import dev.whichhop.probe.idle.IdleTimeout.Farewell;
import dev.whichhop.probe.wire.Connector;
import dev.whichhop.probe.wire.HttpRequest;
import dev.whichhop.probe.wire.Target;
import dev.whichhop.probe.wire.Timeouts;
import dev.whichhop.probe.wire.Trust;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Idle timeouts of less than a second, on loopback. */
final class IdleTimeoutSearchTest {
  private static final Timeouts TIMEOUTS =
      new Timeouts(Duration.ofSeconds(1), Duration.ofMillis(500));

  private static IdleTimeout find(Fault fault, Duration longest) throws Exception {
    try (FaultServer server = FaultServer.plain(fault)) {
      Target target = Target.parse("http://127.0.0.1:" + server.port() + "/");
      Connector connector = new Connector(target, Trust.everybody(), TIMEOUTS, System::nanoTime);
      return new IdleTimeoutSearch(
              connector,
              HttpRequest.get(target, true),
              System::nanoTime,
              () -> false,
              longest,
              Duration.ofMillis(100))
          .find();
    }
  }

  private static void announced(Fault fault, Farewell how) throws Exception {
    IdleTimeout found = find(fault, Duration.ofSeconds(3));
    assertThat(found).isInstanceOf(IdleTimeout.Announced.class);
    IdleTimeout.Announced announced = (IdleTimeout.Announced) found;
    assertThat(announced.how()).isEqualTo(how);
    // Their pause begins a little before the client has read the answer.
    assertThat(announced.after().toMillis())
        .isBetween(Fault.IDLE_MILLIS - 50, Fault.IDLE_MILLIS + 400);
  }

  @Test
  void thatIsAnnouncedByFin() throws Exception {
    announced(Fault.FIN_WHEN_IDLE, Farewell.FIN);
  }

  @Test
  void thatIsAnnouncedByAnAnswerToNothingAndFin() throws Exception {
    announced(Fault.TIMES_OUT_WHEN_IDLE, Farewell.FIN);
  }

  @Test
  void thatIsAnnouncedByReset() throws Exception {
    announced(Fault.RST_WHEN_IDLE, Farewell.RESET);
  }

  @Test
  void thatShowsOnlyToTheNextRequest() throws Exception {
    IdleTimeout found = find(Fault.SILENT_AFTER_IDLE, Duration.ofSeconds(1));
    assertThat(found).isInstanceOf(IdleTimeout.Unannounced.class);
    IdleTimeout.Unannounced unannounced = (IdleTimeout.Unannounced) found;
    assertThat(unannounced.how()).isEqualTo(Farewell.SILENCE);
    assertThat(unannounced.gone().minus(unannounced.stood()))
        .isLessThanOrEqualTo(Duration.ofMillis(100));
    assertThat(unannounced.gone().toMillis())
        .isBetween(Fault.IDLE_MILLIS - 50, Fault.IDLE_MILLIS + 200);
  }

  @Test
  void noneWithinTheTimeThatIsLooked() throws Exception {
    assertThat(find(Fault.ANSWERS, Duration.ofMillis(500))).isInstanceOf(IdleTimeout.Stands.class);
  }

  @Test
  void noneWhereConnectionsAreNotKept() throws Exception {
    assertThat(find(Fault.FIN_BEFORE_ANSWER, Duration.ofMillis(500)))
        .isEqualTo(new IdleTimeout.NotKept("empty-reply"));
  }
}
