package dev.whichhop.diagnosis.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.knowledge.Question;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.Station;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A missing line says something only in a log that covers the moment. */
final class WalkTest {
  private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");
  private static final List<Station> GATEWAY =
      List.of(new Station(Hop.GATEWAY, "edge", Station.State.UNSEEN));

  private final BundleBuilder bundle = new BundleBuilder();

  private void call(int second, boolean answered) {
    bundle.add(
        Observation.builder(new Vantage(Hop.CLIENT, Side.CALLER, "worker"), Place.line("w.log", 1))
            .time(START.plusSeconds(second))
            .path("/b/" + second)
            .status(answered ? 200 : 0)
            .clientFailure(answered ? ClientFailure.NONE : ClientFailure.CONNECT_TIMEOUT)
            .build());
  }

  private void line(int second) {
    bundle.add(
        Observation.builder(
                new Vantage(Hop.GATEWAY, Side.GATEWAY, "edge"), Place.line("edge.log", 1))
            .time(START.plusSeconds(second))
            .duration(Duration.ofMillis(12))
            .path("/b/" + second)
            .status(200)
            .build());
  }

  private void coverage(int from, int to) {
    bundle.add(
        new Coverage(
            "edge.log",
            "edge",
            START.plusSeconds(from),
            START.plusSeconds(to),
            Coverage.Completeness.FULL));
  }

  private Step walk() {
    CaseFile file = Diagnoser.open(bundle.build());
    return Walk.along(GATEWAY, file, List.of(), List.of()).getFirst();
  }

  @Test
  void callsWithoutALineNeverArrived() {
    for (int second = 10; second < 15; second++) {
      call(second, true);
      line(second);
    }
    call(20, false);
    coverage(0, 60);
    assertThat(walk().reply()).isEqualTo(Step.Reply.NO);
    assertThat(walk().because().key()).isEqualTo("walk.never-arrived");
  }

  @Test
  void aLogThatBeginsLaterSaysNothing() {
    call(20, false);
    line(1_000);
    coverage(900, 1_100);
    assertThat(walk().reply()).isEqualTo(Step.Reply.UNSEEN);
  }

  @Test
  void withoutALogNothingIsSeen() {
    call(20, false);
    assertThat(walk().reply()).isEqualTo(Step.Reply.UNSEEN);
  }

  private static final List<Station> PATH =
      List.of(
          new Station(Hop.GATEWAY, "edge", Station.State.UNSEEN),
          new Station(Hop.APP, "", Station.State.UNSEEN));

  private List<Step> path() {
    return Walk.along(PATH, Diagnoser.open(bundle.build()), List.of(), List.of());
  }

  private void failure(String flags, String upstream) {
    bundle.add(
        Observation.builder(
                new Vantage(Hop.GATEWAY, Side.GATEWAY, "edge"), Place.line("edge.log", 7))
            .time(START)
            .path("/b/7")
            .status(503)
            .flags(flags)
            .upstreamHost(upstream)
            .build());
  }

  @Test
  void whatGotNoConnectionEndsTheWalk() {
    failure("UO", "");
    assertThat(path()).extracting(Step::ask).containsExactly("arrived", "says", "left");
    assertThat(path().getLast().reply()).isEqualTo(Step.Reply.NO);
    assertThat(path().getLast().stop()).isTrue();
  }

  @Test
  void aRefusedConnectionLeadsToTheNextHop() {
    failure("UF", "10.0.0.7:8080");
    assertThat(path()).extracting(Step::ask).containsExactly("arrived", "says", "left", "arrived");
    assertThat(path().get(2).reply()).isEqualTo(Step.Reply.NO);
    assertThat(path()).extracting(Step::stop).containsOnly(false);
  }

  @Test
  void whatLeftIsFollowedToTheNextHop() {
    failure("UC", "10.0.0.7:8080");
    assertThat(path()).extracting(Step::ask).containsExactly("arrived", "says", "left", "arrived");
    assertThat(path()).extracting(Step::stop).containsOnly(false);
  }

  @Test
  void checksAnswerTheQuestionsOfAHop() {
    failure("UO", "");
    Question room = new Question("pool-room", List.of(Hop.GATEWAY), List.of("counted", "reported"));
    List<Finding> findings =
        List.of(
            new Finding("counted", Hop.GATEWAY, Answer.absent("stats", "edge")),
            new Finding(
                "reported",
                Hop.GATEWAY,
                Answer.found(
                    "edge", List.of(new Evidence(Place.line("edge.log", 7), "UO")), "count", 1)));
    CaseFile file = Diagnoser.open(bundle.build());
    Step last = Walk.along(PATH, file, findings, List.of(room)).getLast();
    assertThat(last.ask()).isEqualTo("pool-room");
    assertThat(last.reply()).isEqualTo(Step.Reply.NO);
    assertThat(last.because().key()).isEqualTo("check.reported.found");
    Step blind = Walk.along(PATH, file, List.of(), List.of(room)).getLast();
    assertThat(blind.reply()).isEqualTo(Step.Reply.UNSEEN);
  }

  @Test
  void noTraceInTheFailuresIsNoYes() {
    failure("UO", "");
    Question room =
        new Question(
            "pool-room", List.of(Hop.GATEWAY), List.of("reported", "counted"), List.of("counted"));
    CaseFile file = Diagnoser.open(bundle.build());
    Finding reported = new Finding("reported", Hop.GATEWAY, Answer.absent("log", "the failures"));
    Finding counted = new Finding("counted", Hop.GATEWAY, Answer.absent("stats", "edge"));
    Step unseen = Walk.along(PATH, file, List.of(reported), List.of(room)).getLast();
    assertThat(unseen.reply()).isEqualTo(Step.Reply.UNSEEN);
    assertThat(unseen.because().key()).isEqualTo("walk.no-sign");
    Step seen = Walk.along(PATH, file, List.of(reported, counted), List.of(room)).getLast();
    assertThat(seen.reply()).isEqualTo(Step.Reply.YES);
    assertThat(seen.because().key()).isEqualTo("check.counted.absent");
  }

  @Test
  void withoutAVerdictNoHopAtWhichRequestsFailedIsCalledOk() {
    failure("UF", "10.0.0.7:8080");
    bundle.add(
        Observation.builder(new Vantage(Hop.GATEWAY, Side.GATEWAY, "edge"), Place.line("a.log", 90))
            .status(200)
            .upstreamHost("10.0.0.7:8080")
            .build());
    List<Station> route = Route.of(Diagnoser.open(bundle.build()), List.of());
    assertThat(route)
        .filteredOn(one -> one.state() == Station.State.OK)
        .extracting(Station::hop)
        .containsExactly(Hop.CLIENT);
  }
}
