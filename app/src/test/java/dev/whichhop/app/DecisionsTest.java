package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Suppressions and baselines: what is left out is said, and the exit status follows the rest. */
final class DecisionsTest {
  private static final String HAIRPIN = "../examples/nlb-hairpin";
  private static final String LINT_RULE = "consecutive-errors-removed";
  private static final String DESTINATION_RULE =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: shop, namespace: shop}
      spec:
        host: shop.shop.svc.cluster.local
        trafficPolicy:
          outlierDetection:
            consecutiveErrors: 5
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it before the tests.
  private Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void aSuppressedCauseIsSaidAndEndsWithZero() throws IOException {
    String accepted =
        file(
            "accepted.yaml",
            """
            suppressions:
              - id: nlb-hairpin-client-ip-preservation
                subject: "istio-ingressgateway-*"
                reason: moved to the internal name in change 1234
            """);
    Run run = Run.of(HAIRPIN, "--suppress", accepted);
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("Left out: nlb-hairpin-client-ip-preservation")
        .contains("moved to the internal name in change 1234")
        .contains("NOTHING NEW");
    Run json = Run.of(HAIRPIN, "--suppress", accepted, "-o", "json");
    assertThat(json.status()).isZero();
    assertThat(json.out()).contains("\"suppressed\":{\"hidden\":[{\"id\":\"nlb-hairpin");
    assertThat(AnswersTest.problems(json.out())).isEmpty();
    Run html = Run.of(HAIRPIN, "--suppress", accepted, "-o", "html");
    assertThat(html.status()).isZero();
    assertThat(html.out()).contains("change 1234").contains("NOTHING NEW");
  }

  @Test
  void anotherSubjectIsNotCovered() throws IOException {
    String accepted =
        file(
            "accepted.yaml",
            """
            suppressions:
              - {id: nlb-hairpin-client-ip-preservation, subject: other-*, reason: elsewhere}
            """);
    Run run = Run.of(HAIRPIN, "--suppress", accepted);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("applies to nothing here").contains("FAULT at nlb");
  }

  @Test
  void anExpiredOneIsNamedAndNotApplied() throws IOException {
    String accepted =
        file(
            "accepted.yaml",
            """
            suppressions:
              - id: nlb-hairpin-client-ip-preservation
                reason: until the migration
                until: 2020-01-31
            """);
    Run run = Run.of(HAIRPIN, "--suppress", accepted);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("ended on 2020-01-31 and is not applied");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "suppressions: [{id: nlb-idle-timeout}]",
        "suppressions: [{id: nlb-idle-timeout, reason: '  '}]",
        "suppressions: [{reason: because}]",
        "suppressions: [{id: a, reason: b, expires: 2027-01-01}]",
        "suppressions: [{id: a, reason: b, until: soon}]",
        "suppressions: nothing",
        "- id: a",
        "a: [",
        ""
      })
  void aFileThatSaysLessIsRefused(String text) throws IOException {
    Run run = Run.of(HAIRPIN, "--suppress", file("accepted.yaml", text));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("accepted.yaml");
  }

  @Test
  void aBaselineLeavesOnlyWhatIsNew() throws IOException {
    String baseline = folder.resolve("known.yaml").toString();
    assertThat(Run.of(HAIRPIN, "--write-baseline", baseline).status()).isEqualTo(1);
    assertThat(Files.readString(Path.of(baseline)))
        .contains("kind: Baseline")
        .contains("subject: istio-ingressgateway-*")
        .doesNotContain("g9xvt");
    Run again = Run.of(HAIRPIN, "--baseline", baseline);
    assertThat(again.status()).isZero();
    assertThat(again.out()).contains("known from the baseline").doesNotContain("Latent risks");
    Run other = Run.of("../examples/keepalive-race", "--baseline", baseline);
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.out()).contains("keepalive-idle-race-app");
  }

  @Test
  void somethingElseIsNoBaseline() throws IOException {
    Run run = Run.of(HAIRPIN, "--baseline", file("known.yaml", "kind: List"));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("not a baseline");
    assertThat(Run.of(HAIRPIN, "--baseline", folder.resolve("gone").toString()).status())
        .isEqualTo(4);
  }

  @Test
  void aRuleOfLintIsSuppressedWhereItsTextStands() throws IOException {
    String accepted =
        file(
            "accepted.yaml",
            """
            suppressions:
              - id: consecutive-errors-removed
                subject: "*legacy.yaml: consecutiveErrors*"
                reason: replaced with the chart, change 77
            """);
    String legacy = file("legacy.yaml", DESTINATION_RULE);
    assertThat(Run.of("lint", legacy).out()).contains(LINT_RULE);
    Run run = Run.of("lint", legacy, "--suppress", accepted);
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("Left out: " + LINT_RULE).contains("change 77");
    Run json = Run.of("lint", legacy, "--suppress", accepted, "-o", "json");
    assertThat(json.out()).contains("\"findings\":[]").contains("\"suppressed\":{\"hidden\":[{");
    String other = file("other.yaml", DESTINATION_RULE);
    assertThat(Run.of("lint", other, "--suppress", accepted).status()).isEqualTo(1);
  }

  @Test
  void aBaselineOfLintLetsLinesMoveAndShowsWhatIsNew() throws IOException {
    String rule = file("rule.yaml", DESTINATION_RULE);
    String known = folder.resolve("known.yaml").toString();
    assertThat(Run.of("lint", rule, "--write-baseline", known).status()).isEqualTo(1);
    file("rule.yaml", "# moved by this line\n" + DESTINATION_RULE);
    assertThat(Run.of("lint", rule, "--baseline", known).status()).isZero();
    file("rule.yaml", DESTINATION_RULE.replace("consecutiveErrors: 5", "consecutiveErrors: 7"));
    assertThat(Run.of("lint", rule, "--baseline", known).status()).isEqualTo(1);
  }
}
