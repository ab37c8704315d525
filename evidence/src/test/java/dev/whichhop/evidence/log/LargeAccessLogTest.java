package dev.whichhop.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.Source;
import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Coverage.Completeness;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import dev.whichhop.records.access.AccessLogFormats;
import dev.whichhop.records.access.EnvoyFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast way through a log gives the same as the ordinary way. */
class LargeAccessLogTest {
  private static final EnvoyFormat FORMAT =
      EnvoyFormat.compile(AccessLogFormats.ISTIO_1_9).orElseThrow();

  private static Bundle read(LogText text, boolean fast, boolean full, Problems problems)
      throws IOException {
    BundleBuilder into = new BundleBuilder();
    if (full) {
      Observation other =
          Observation.builder(new Vantage(Hop.APP, Side.SERVER, "x"), Place.file("x"))
              .status(200)
              .build();
      while (into.keepsSuccesses()) {
        into.add(other);
      }
    }
    LogFile log = new LogFile(text, new AccessLogFormats(), 1970, LogWatcher.NONE, into, problems);
    if (fast) {
      new LargeAccessLog(text, FORMAT, log, into, problems).read(text.bytes());
    } else {
      text.forEachLine(log::line);
    }
    log.end();
    return into.build();
  }

  private static void sameBothWays(LogText text, boolean full) throws IOException {
    Problems slowProblems = new Problems();
    Problems fastProblems = new Problems();
    Bundle slow = read(text, false, full, slowProblems);
    Bundle fast = read(text, true, full, fastProblems);
    assertThat(fast.tally().lines().stream().sorted(Comparator.comparing(Object::toString)))
        .containsExactlyElementsOf(
            slow.tally().lines().stream().sorted(Comparator.comparing(Object::toString)).toList());
    assertThat(shown(fast)).containsExactlyElementsOf(shown(slow));
    assertThat(fast.logs()).containsExactlyElementsOf(slow.logs());
    assertThat(fast.coverage()).containsExactlyElementsOf(slow.coverage());
    assertThat(fastProblems.kept()).isEqualTo(slowProblems.kept());
  }

  /** Without the successes, which only the ordinary way keeps when there is no room. */
  private static List<String> shown(Bundle bundle) {
    return bundle.observations().stream()
        .filter(line -> line.place().line() > 0)
        .map(line -> line.place() + " " + line.vantage() + " " + line.evidence().text())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void generatedLinesWhileSuccessesAreKept(long seed) throws IOException {
    sameBothWays(generated(seed, 4_000), false);
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7, 8, 9, 10})
  void generatedLinesWhileSuccessesAreOnlyCounted(long seed) throws IOException {
    sameBothWays(generated(seed, 8_000), true);
  }

  @Test
  void aLineLongerThanAChunkIsCutAndReported() throws IOException {
    Problems problems = new Problems();
    List<String> lines = new ArrayList<>(generated(11, 10).lines());
    lines.add(5, "[2026".repeat(600_000));
    Bundle bundle = read(new LogText("long.log", "", lines), true, false, problems);
    assertThat(problems.kept().getFirst().message()).contains("1 MiB");
    assertThat(bundle.logs()).allMatch(record -> record.raw().length() <= 1 << 20);
    assertThat(bundle.observations().getLast().place().line()).isEqualTo(11);
  }

  /** Of a log of 16 MiB one success of eight is kept, whatever else is in its lines. */
  @Test
  void ofAVeryLargeLogASampleByRequestIdIsKept() throws IOException {
    List<String> lines = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(12);
    for (int i = 0; i < 30_000; i++) {
      String line = line(random, Instant.parse("2026-03-02T08:00:00.001Z"));
      lines.add(line.replaceFirst("id-[0-9]+", "id-" + (1_000_000_000L + i / 2)));
    }
    LogText text = new LogText("huge.log", "", lines);
    Source source = new Source("huge.log", 16L << 20, text.bytes().content());
    BundleBuilder into = new BundleBuilder();
    LogFile log =
        new LogFile(text, new AccessLogFormats(), 1970, LogWatcher.NONE, into, new Problems());
    new LargeAccessLog(text, FORMAT, log, into, new Problems()).read(source);
    log.end();
    Bundle bundle = into.build();
    Bundle all = read(text, false, false, new Problems());
    assertThat(bundle.tally().observations()).isEqualTo(all.tally().observations());
    assertThat(bundle.observations().stream().filter(Observation::failed).count())
        .isEqualTo(all.observations().stream().filter(Observation::failed).count());
    assertThat(bundle.coverage()).allMatch(one -> one.completeness() == Completeness.SAMPLED);
    Set<String> kept = countable(bundle).collect(Collectors.toSet());
    long lying = countable(all).filter(kept::contains).count();
    assertThat(countable(bundle).count()).isEqualTo(lying);
    assertThat((double) lying / countable(all).count()).isBetween(0.1, 0.15);
  }

  /** Ids of the requests whose lines can be counted without being read in full. */
  private static Stream<String> countable(Bundle bundle) {
    return bundle.observations().stream()
        .filter(Observation::succeeded)
        .filter(one -> one.details().equals("via_upstream") && one.status() < 500)
        .filter(one -> !one.upstreamLocalAddress().startsWith("10.0.0.5:4001"))
        .map(Observation::requestId);
  }

  /** A sidecar's log: inbound, outbound and TCP lines, failures, noise, damaged lines. */
  private static LogText generated(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>();
    long millis = 1_772_438_400_000L;
    for (int i = 0; i < count; i++) {
      millis += random.nextInt(50);
      String line = line(random, Instant.ofEpochMilli(millis).plusNanos(1_000_000));
      lines.add(
          switch (random.nextInt(60)) {
            case 0 -> line.substring(0, random.nextInt(line.length()));
            case 1 -> line.replaceFirst("curl", "cu\"rl\" \"x");
            case 2 -> line + "\r";
            case 3 -> "2026-03-02T08:00:00.000000Z\tinfo\txdsproxy\tconnected to upstream";
            default -> line;
          });
    }
    return new LogText("generated.log", "", lines);
  }

  private static String line(SplittableRandom random, Instant time) {
    String stamp = time.toString().length() == 24 ? time.toString() : "2026-03-02T08:00:00.000Z";
    int kind = random.nextInt(12);
    String addresses =
        switch (kind % 3) {
          case 0 ->
              "inbound|8080|| 127.0.0.6:4000 10.0.0.5:8080 10.0.0.7:999 outbound_.80_._.a default";
          case 1 ->
              "outbound|80||db.x.svc.cluster.local 10.0.0.5:4000 172.20.0.9:80 10.0.0.5:999 - -";
          default -> "PassthroughCluster 10.0.0.5:4001 93.184.216.34:443 10.0.0.5:998 - allow_any";
        };
    if (kind == 11) {
      return "["
          + stamp
          + "] \"- - -\" 0 - - - \"-\" 10 20 30 - \"-\" \"-\" \"-\" \"-\""
          + " \"10.0.0.9:3306\" "
          + addresses;
    }
    int status = List.of(200, 204, 304, 404, 431, 500, 503, 499).get(random.nextInt(8));
    String flags =
        status == 503
            ? "UC upstream_reset_before_response_started{connection_termination}"
            : random.nextInt(20) == 0 ? "- direct_response" : "- via_upstream";
    return "["
        + stamp
        + "] \"GET /a/"
        + random.nextInt(100)
        + " HTTP/1.1\" "
        + status
        + " "
        + flags
        + " - \"-\" 0 "
        + random.nextInt(5000)
        + " "
        + random.nextInt(90)
        + " 1 \"-\" \"curl/8\" \"id-"
        + random.nextInt(9999)
        + "\" \"shop\" \"10.0.0.8:8080\" "
        + addresses;
  }
}
