package dev.whichhop.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.live.Window;
import dev.whichhop.model.evidence.Gap;
import dev.whichhop.model.evidence.Place;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pace, the windows and the changes, on a clock of the test's own. */
final class WatchTest {
  private static final Instant START = Instant.parse("2026-03-04T11:30:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Instant now = START;
  private long nanos;
  private final List<Window> windows = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Reading> readings = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final Metrics metrics = new Metrics();

  /** What the next looks see: a reading, or the message of a failure. */
  private final Deque<Object> sights = new ArrayDeque<>();

  private Duration lookTakes = Duration.ofSeconds(2);

  private void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  private Reading look(Window window) throws IOException {
    windows.add(window);
    pass(lookTakes);
    return switch (sights.removeFirst()) {
      case Reading reading -> reading;
      case Object failure -> throw new IOException("" + failure);
    };
  }

  private void run() {
    new Watch(
            this::look,
            MINUTE,
            Duration.ofMinutes(5),
            () -> now,
            () -> nanos,
            metrics,
            changes::add,
            readings::add)
        .run(pause -> {
          pauses.add(pause);
          pass(pause);
          return !sights.isEmpty();
        });
  }

  private static Reading ok() {
    return new Reading(
        new Window(START, START),
        State.OK,
        List.of(),
        List.of(),
        List.of(),
        "",
        Reading.Panel.NONE);
  }

  private static Reading fault(String cause, double confidence) {
    return new Reading(
        new Window(START, START),
        State.FAULT,
        List.of(new Reading.Blame(cause, "sidecar", "shop/cart-1", confidence)),
        List.of(new Reading.Failing("s1", "sidecar", 503, "UC", 12, 340)),
        List.of(),
        "",
        Reading.Panel.NONE);
  }

  private List<State> told() {
    return changes.stream().map(one -> one.reading().state()).toList();
  }

  @Test
  void whatIsKnownIsNotToldAgain() {
    sights.addAll(
        List.of(ok(), ok(), fault("route-timeout", 0.8), fault("route-timeout", 0.9), ok()));
    run();
    assertThat(told()).containsExactly(State.OK, State.FAULT, State.OK);
    assertThat(readings).hasSize(5);
    assertThat(changes.get(1).before()).isEqualTo(State.OK);
    assertThat(changes.get(1).lasted()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void anotherCauseIsAChange() {
    sights.addAll(List.of(fault("route-timeout", 0.8), fault("outlier-ejection", 0.8)));
    run();
    assertThat(changes).hasSize(2);
  }

  @Test
  void oneLookThatFailsIsNoNewsTheSecondIs() {
    sights.addAll(List.of(ok(), "connection refused", ok(), "gone", "gone", "gone", ok()));
    run();
    assertThat(told()).containsExactly(State.OK, State.BLIND, State.OK);
    assertThat(changes.get(1).reading().why()).isEqualTo("gone");
    assertThat(metrics.text())
        .contains("whichhop_looks_total{result=\"done\"} 3")
        .contains("whichhop_looks_total{result=\"failed\"} 4")
        .contains("whichhop_changes_total 3");
  }

  private static Reading failing(int status, String flags) {
    return new Reading(
        new Window(START, START),
        State.FAILING,
        List.of(),
        List.of(new Reading.Failing("s1", "gateway", status, flags, 9, 60)),
        List.of(),
        "",
        Reading.Panel.NONE);
  }

  @Test
  void requestsThatFailInAnotherWayAreNews() {
    sights.addAll(List.of(failing(503, "UH"), failing(503, "UH"), failing(404, "NR")));
    run();
    assertThat(changes).hasSize(2);
  }

  @Test
  void thatNothingIsSeenIsAnotherThingThanThatNobodyCanLook() {
    Reading quiet =
        new Reading(
            new Window(START, START),
            State.BLIND,
            List.of(),
            List.of(),
            List.of(),
            "",
            Reading.Panel.NONE);
    sights.addAll(List.of(quiet, "token expired", "token expired", quiet));
    run();
    assertThat(changes).hasSize(3);
    assertThat(changes.get(1).reading().why()).isEqualTo("token expired");
  }

  @Test
  void aRightThatIsTakenAwayIsNews() {
    Gap gap =
        new Gap(
            "log of gw-2",
            "istio-ingress",
            Gap.State.DENIED,
            "forbidden",
            "{…}",
            List.of("gateway-log"),
            Place.file("collection.json"));
    Reading part =
        new Reading(
            new Window(START, START),
            State.OK,
            List.of(),
            List.of(),
            List.of(gap),
            "",
            Reading.Panel.NONE);
    sights.addAll(List.of(ok(), part, part, ok()));
    run();
    assertThat(changes).hasSize(3);
  }

  @Test
  void whatCannotLookAtAllSaysSoAtOnce() {
    sights.add("no such context");
    run();
    assertThat(told()).containsExactly(State.BLIND);
  }

  @Test
  void thePaceIsFromBeginToBegin() {
    sights.addAll(List.of(ok(), ok()));
    run();
    assertThat(pauses).containsOnly(Duration.ofSeconds(58));
    assertThat(windows.get(1).to()).isEqualTo(START.plus(MINUTE));
  }

  @Test
  void aLookSlowerThanThePaceLeavesTheClusterABreath() {
    lookTakes = Duration.ofSeconds(90);
    sights.addAll(List.of(ok(), ok()));
    run();
    assertThat(pauses).containsOnly(Duration.ofSeconds(6));
  }

  @Test
  void whatNoLookHasCoveredIsReadByTheNextOneUpToAnHour() {
    Windows windows = new Windows(Duration.ofMinutes(5));
    Window first = windows.next(START);
    assertThat(first.from()).isEqualTo(START.minus(Duration.ofMinutes(5)));
    windows.read(first);
    // Three looks failed.
    Instant later = START.plus(Duration.ofMinutes(20));
    assertThat(windows.next(later)).isEqualTo(new Window(START, later));
    // The machine slept.
    Instant morning = START.plus(Duration.ofHours(8));
    assertThat(windows.next(morning).from()).isEqualTo(morning.minus(Duration.ofHours(1)));
  }

  @Test
  void aClockThatWasSetBackCostsNothing() {
    Windows windows = new Windows(Duration.ofMinutes(5));
    windows.read(windows.next(START));
    Instant back = START.minus(Duration.ofHours(2));
    assertThat(windows.next(back)).isEqualTo(new Window(back.minus(Duration.ofMinutes(5)), back));

    Changes known = new Changes();
    known.see(ok(), START);
    assertThat(known.see(fault("route-timeout", 1), back).orElseThrow().lasted())
        .isEqualTo(Duration.ZERO);
  }
}
