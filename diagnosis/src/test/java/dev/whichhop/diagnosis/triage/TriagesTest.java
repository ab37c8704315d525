package dev.whichhop.diagnosis.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Situation;
import dev.whichhop.model.diagnosis.Step.Reply;
import dev.whichhop.model.diagnosis.Triage;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each situation is told from what looks like it. */
final class TriagesTest {
  private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");

  private final BundleBuilder bundle = new BundleBuilder();
  private final Random random = new Random(20260304);
  private int line;

  /** A request at the gateway, {@code at} in seconds. */
  private void request(double at, boolean fails, String service, String pod, String caller) {
    line++;
    bundle.add(
        Observation.builder(
                new Vantage(Hop.GATEWAY, Side.GATEWAY, "edge"), Place.line("edge.log", line))
            .time(START.plusMillis((long) (at * 1000)))
            .duration(Duration.ofMillis(40))
            .status(fails ? 503 : 200)
            .flags(fails ? "UF" : "")
            .authority("shop.example")
            .path("/" + line)
            .upstreamHost(pod + ":8080")
            .upstreamCluster("outbound|80||" + service + ".shop.svc.cluster.local")
            .forwardedFor(caller)
            .raw("line " + line)
            .build());
  }

  private void request(double at, boolean fails) {
    request(at, fails, "orders", "10.0.0." + (line % 4 + 1), "192.0.2." + (line % 7 + 1));
  }

  private Reply of(Situation situation) {
    Triage triage = Triages.of(Diagnoser.open(bundle.build())).getFirst();
    assertThat(triage.traits())
        .extracting(Triage.Trait::situation)
        .containsExactly(Situation.values());
    return triage.traits().get(situation.ordinal()).reply();
  }

  @Test
  void everyRequest() {
    for (int i = 0; i < 12; i++) {
      request(i, true);
    }
    assertThat(of(Situation.EVERY_REQUEST)).isEqualTo(Reply.YES);
    assertThat(of(Situation.NOW_AND_THEN)).isEqualTo(Reply.NO);
    assertThat(of(Situation.ONE_SERVICE)).isEqualTo(Reply.UNSEEN);
  }

  @Test
  void nowAndThen() {
    for (int i = 0; i < 400; i++) {
      request(i * 0.7, random.nextInt(12) == 0);
    }
    assertThat(of(Situation.NOW_AND_THEN)).isEqualTo(Reply.YES);
    assertThat(of(Situation.IN_BURSTS)).isEqualTo(Reply.NO);
    assertThat(of(Situation.FIXED_PERIOD)).isEqualTo(Reply.NO);
    assertThat(of(Situation.ONE_POD)).isEqualTo(Reply.NO);
    assertThat(of(Situation.ONE_CALLER)).isEqualTo(Reply.NO);
    assertThat(of(Situation.UNDER_LOAD)).isEqualTo(Reply.NO);
    assertThat(of(Situation.AFTER_ROLLOUT)).isEqualTo(Reply.UNSEEN);
  }

  @Test
  void fromAMomentOn() {
    for (int i = 0; i < 100; i++) {
      request(i, i >= 60);
    }
    assertThat(of(Situation.FROM_A_MOMENT_ON)).isEqualTo(Reply.YES);
    assertThat(of(Situation.IN_BURSTS)).isEqualTo(Reply.NO);
  }

  @Test
  void inBursts() {
    for (int i = 0; i < 600; i++) {
      request(i * 0.5, i / 20 == 5 || i / 20 == 21);
    }
    assertThat(of(Situation.IN_BURSTS)).isEqualTo(Reply.YES);
    assertThat(of(Situation.NOW_AND_THEN)).isEqualTo(Reply.NO);
  }

  @Test
  void atAFixedPeriod() {
    for (int i = 0; i < 600; i++) {
      request(i, i % 60 == 7);
    }
    assertThat(of(Situation.FIXED_PERIOD)).isEqualTo(Reply.YES);
  }

  @Test
  void theCallersOwnRhythmIsNoPeriod() {
    for (int i = 0; i < 40; i++) {
      request(i * 10, i % 2 == 0);
    }
    assertThat(of(Situation.FIXED_PERIOD)).isEqualTo(Reply.NO);
  }

  @Test
  void oneServiceAndOnePod() {
    for (int i = 0; i < 300; i++) {
      boolean orders = i % 3 == 0;
      String pod = orders ? "10.0.0." + (i % 2 + 1) : "10.0.1.1";
      request(i, pod.equals("10.0.0.1"), orders ? "orders" : "catalog", pod, "192.0.2.9");
    }
    assertThat(of(Situation.ONE_SERVICE)).isEqualTo(Reply.YES);
    assertThat(of(Situation.ONE_POD)).isEqualTo(Reply.YES);
    assertThat(of(Situation.ONE_CALLER)).isEqualTo(Reply.UNSEEN);
  }

  @Test
  void threeFailuresAtOneOfTwoPodsMayBeAccident() {
    for (int i = 0; i < 40; i++) {
      request(i, i == 4 || i == 12 || i == 30, "orders", "10.0.0." + (i % 2), "192.0.2.9");
    }
    assertThat(of(Situation.ONE_POD)).isEqualTo(Reply.UNSEEN);
  }

  @Test
  void rightAfterPodsEnd() {
    killing(100);
    for (int i = 0; i < 600; i++) {
      request(i, i >= 101 && i < 112);
    }
    assertThat(of(Situation.AFTER_ROLLOUT)).isEqualTo(Reply.YES);
  }

  @Test
  void failuresAllTheTimeDoNotFollowAPodThatEnds() {
    killing(100);
    for (int i = 0; i < 600; i++) {
      request(i, i % 9 == 0);
    }
    assertThat(of(Situation.AFTER_ROLLOUT)).isEqualTo(Reply.NO);
  }

  @Test
  void aPodThatEndsInTheOnlyMinuteSeenProvesNothing() {
    killing(1);
    for (int i = 0; i < 50; i++) {
      request(i, i % 9 == 0);
    }
    assertThat(of(Situation.AFTER_ROLLOUT)).isEqualTo(Reply.UNSEEN);
  }

  @Test
  void onlyUnderLoad() {
    for (int i = 0; i < 200; i++) {
      request(i, false);
    }
    for (int i = 0; i < 120; i++) {
      request(90 + i * 0.001, i > 20);
    }
    assertThat(of(Situation.UNDER_LOAD)).isEqualTo(Reply.YES);
  }

  private void killing(int at) {
    bundle.add(
        new KubernetesEvent(
            "shop",
            "Normal",
            "Killing",
            "pod",
            "orders-5d8f9c7b6-abcde",
            "Stopping container orders",
            START.plusSeconds(at),
            null,
            1,
            new Evidence(Place.line("events.txt", 2), "Killing pod/orders-5d8f9c7b6-abcde")));
  }
}
