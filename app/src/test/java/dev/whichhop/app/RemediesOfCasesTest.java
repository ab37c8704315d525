package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whichhop.knowledge.RemedyCatalogue;
import dev.whichhop.knowledge.RemedyFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Remedies change the workload that the verdict blames, and never to the worse. */
final class RemediesOfCasesTest {
  private static final Path EXAM = Path.of("../../shared/exam/cases");

  /** Fields that remedies only ever raise. */
  private static final Set<String> RAISED =
      Set.of(
          "terminationGracePeriodSeconds",
          "maxConnections",
          "http1MaxPendingRequests",
          "http2MaxRequests",
          "autoscaling.knative.dev/max-scale",
          "autoscaling.knative.dev/min-scale",
          "timeoutSeconds",
          "tcp.idle_timeout.seconds");

  private static final Pattern SETTING =
      Pattern.compile("(?m)^\\s*(?:- )?([\\w./-]+): \"?(\\d+)\"?s?$");

  private static final Pattern SLEEP = Pattern.compile("\"sleep\", \"(\\d+)\"");

  private static final Pattern CHANGES =
      Pattern.compile(
          "\\b(restart|patch|apply|delete|edit|scale|label|annotate|create|modify-\\w+|set-\\w+"
              + "|authorize-\\w+|sysctl -w)\\b");

  static List<Path> cases() throws IOException {
    try (Stream<Path> examples = Files.list(Path.of("../examples"));
        Stream<Path> shared = Files.isDirectory(EXAM) ? Files.list(EXAM) : Stream.empty()) {
      return Stream.concat(examples, shared)
          .map(one -> one.resolve("evidence"))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }

  private static final Map<Path, JsonNode> DIAGNOSED = new ConcurrentHashMap<>();

  private static JsonNode causes(Path evidence) {
    return DIAGNOSED.computeIfAbsent(
        evidence,
        one ->
            JsonMapper.shared()
                .readTree(Run.of("diagnose", one.toString(), "-o", "json").out())
                .get("causes"));
  }

  /** Every remedy of every cause that is named. */
  private static List<JsonNode> remedies(Path evidence) {
    List<JsonNode> remedies = new ArrayList<>();
    causes(evidence).forEach(cause -> cause.get("remedies").forEach(remedies::add));
    return remedies;
  }

  /** A field with the number that it has in the cluster and the number that a remedy gives it. */
  private record Raise(String remedy, String field, long now, long then) {}

  private static List<Raise> raises(Path evidence) {
    List<Raise> raises = new ArrayList<>();
    for (JsonNode remedy : remedies(evidence)) {
      Matcher set = SETTING.matcher(remedy.path("text").asString(""));
      while (set.find()) {
        for (JsonNode undo : remedy.path("undo")) {
          Matcher now = SETTING.matcher(undo.get("text").asString());
          if (now.find() && now.group(1).equals(set.group(1)) && RAISED.contains(set.group(1))) {
            raises.add(
                new Raise(
                    remedy.get("id").asString(),
                    set.group(1),
                    Long.parseLong(now.group(2)),
                    Long.parseLong(set.group(2))));
          }
        }
      }
    }
    return raises;
  }

  /** The texts of remedies that let a container sleep before it stops. */
  private static List<String> sleeps(Path evidence) {
    return remedies(evidence).stream()
        .map(remedy -> remedy.path("text").asString(""))
        .filter(text -> SLEEP.matcher(text).find())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noRemedyLowersWhatItPromisesToRaise(Path evidence) {
    for (Raise raise : raises(evidence)) {
      boolean grace = raise.field.equals("terminationGracePeriodSeconds");
      assertThat(raise.then)
          .as("%s of %s", raise.field, raise.remedy)
          .isGreaterThanOrEqualTo(raise.now + (grace ? 0 : 1));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noPodIsKilledInTheWaitThatTheSameRemedySets(Path evidence) {
    for (String text : sleeps(evidence)) {
      Matcher sleep = SLEEP.matcher(text);
      Matcher set = SETTING.matcher(text);
      assertThat(sleep.find()).isTrue();
      assertThat(set.find()).isTrue();
      assertThat(set.group(1)).isEqualTo("terminationGracePeriodSeconds");
      assertThat(Long.parseLong(set.group(2))).isGreaterThan(Long.parseLong(sleep.group(1)) + 5);
    }
  }

  /** Without a remedy of either kind the two tests above would say nothing. */
  @Test
  void someCaseHasWhatIsComparedHere() throws IOException {
    assumeTrue(Files.isDirectory(EXAM), "the shared cases are not beside this clone");
    assertThat(cases()).anyMatch(one -> !raises(one).isEmpty());
    assertThat(cases()).anyMatch(one -> !sleeps(one).isEmpty());
  }

  /** Read by hand from the evidence of each case: what the blamed hop runs as. */
  @ParameterizedTest
  @CsvSource({
    "044-platform-error-waves, bound-the-backlog, Service/batch/mc-sim",
    "047-render-call-errors-late, raise-revision-timeout, Service/studio/render",
    "065-tracing-ui-503, name-the-protocol, Service/observability/tracing-query",
    "076-ingress-empty-reply, wait-before-stop, Deployment/istio-system/istio-ingressgateway",
    "108-latency-after-onboarding, equal-proxy-resources, Deployment/trade/matcher",
    "112-ledger-503, bind-all-addresses, Deployment/bank/ledger",
    "116-shutdown-errors, wait-before-stop, Deployment/checkout/checkout-api",
    "126-upload-timeout, set-route-timeout, VirtualService/vds-dvla-importer/app",
  })
  void theRemedyIsForWhatTheVerdictBlames(String name, String remedy, String object) {
    Path evidence = EXAM.resolve(name).resolve("evidence");
    assumeTrue(Files.isDirectory(evidence), "the shared cases are not beside this clone");
    assertThat(causes(evidence).get(0).get("remedies"))
        .filteredOn(one -> one.get("id").asString().equals(remedy))
        .singleElement()
        .satisfies(one -> assertThat(one.get("object").asString()).isEqualTo(object));
  }

  /** To see whether a change is in force must not be a change. */
  @Test
  void seeingItInForceChangesNothing() {
    assertThat(RemedyCatalogue.load().values())
        .extracting(RemedyFacts::verify)
        .noneMatch(verify -> CHANGES.matcher(verify).find());
  }
}
