package dev.whichhop.app.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.fix.Applied;
import dev.whichhop.fix.Applier;
import dev.whichhop.fix.Checkpoint;
import dev.whichhop.fix.FixList;
import dev.whichhop.fix.Journal;
import dev.whichhop.fix.ObjectAccess;
import dev.whichhop.fix.Obstacle;
import dev.whichhop.fix.Plan;
import dev.whichhop.fix.Planner;
import dev.whichhop.fix.Undo;
import dev.whichhop.fix.Undoer;
import dev.whichhop.live.ClusterOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Apply and undo against a real kube-apiserver, with other managers of the same objects. */
final class UndoTest {
  private static final Applier.Permission CAREFUL =
      new Applier.Permission(false, false, Duration.ZERO);
  private static final Applier.Permission FORCED =
      new Applier.Permission(true, false, Duration.ZERO);

  private static final String RULE =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: cart, namespace: %s}
      spec:
        host: cart
        trafficPolicy: {connectionPool: {http: {idleTimeout: 300s, maxRetries: 3}}}
      """;

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cart, namespace: %s}
      spec:
        replicas: 2
        selector: {matchLabels: {app: cart}}
        template:
          metadata: {labels: {app: cart}}
          spec:
            terminationGracePeriodSeconds: 30
            containers:
            - {name: app, image: cart, env: [{name: A, value: b}]}
      """;

  @TempDir private Path folder;
  private FixedCluster cluster;
  private ObjectAccess access;
  private Journal journal;

  @BeforeEach
  void open() throws IOException {
    cluster = new FixedCluster();
    access =
        ObjectAccess.open(
            new ClusterOptions(cluster.kubeconfig(), "", "", Duration.ofSeconds(10)),
            Checkpoint.NONE);
    journal = Journal.open(folder, Checkpoint.NONE);
  }

  @AfterEach
  void close() throws IOException {
    if (access != null) {
      journal.close();
      access.close();
      cluster.close();
    }
  }

  private Plan plan(Answers answers) throws IOException {
    return new Planner(access).plan(answers.tree());
  }

  private Applied apply(Plan plan, Applier.Permission permission) throws IOException {
    Applier applier = new Applier(access, journal, InstantSource.system());
    assertThat(applier.obstacles(plan, plan.changes(), permission)).isEmpty();
    return applier.apply(plan.changes(), permission);
  }

  private List<Undo> undo(Applied applied) throws IOException {
    return new Undoer(access, journal, folder, InstantSource.system()).undo(applied.fix());
  }

  private List<String> states() throws IOException {
    return new FixList(access, folder).lines().stream().map(FixList.Line::state).toList();
  }

  private JsonNode rule(String namespace) {
    return cluster.object("networking.istio.io/v1", "DestinationRule", namespace, "cart");
  }

  private JsonNode deployment(String namespace) {
    return cluster.object("apps/v1", "Deployment", namespace, "cart");
  }

  @Test
  void aFieldOfAnotherIsTakenOnlyWhenAskedAndGivenBackWithItsOwner() throws Exception {
    cluster.destinationRules();
    cluster.namespace("undo-rule");
    cluster.apply("gitops", RULE.formatted("undo-rule"));
    JsonNode before = rule("undo-rule");

    Plan plan = plan(Answers.idleTimeout("undo-rule", "cart", "cart.undo-rule.svc.cluster.local"));

    assertThat(plan.changes())
        .singleElement()
        .satisfies(change -> {
          assertThat(change.changes())
              .singleElement()
              .satisfies(field -> {
                assertThat(field.path())
                    .hasToString("spec.trafficPolicy.connectionPool.http.idleTimeout");
                assertThat("" + field.before()).isEqualTo("\"300s\"");
                assertThat("" + field.after()).isEqualTo("\"4s\"");
              });
          assertThat(change.conflicts())
              .singleElement()
              .satisfies(conflict -> {
                assertThat(conflict.owner()).isEqualTo("gitops");
                assertThat(conflict.field())
                    .isEqualTo(".spec.trafficPolicy.connectionPool.http.idleTimeout");
              });
        });
    Applier applier = new Applier(access, journal, InstantSource.system());
    assertThat(applier.obstacles(plan, plan.changes(), CAREFUL))
        .extracting(Obstacle::why)
        .containsExactly(Obstacle.Why.CONFLICT);
    // Even without a look before, the server is not asked to take it.
    assertThat(applier.apply(plan.changes(), CAREFUL).changes())
        .extracting(Applied.One::state)
        .containsExactly(Applied.State.REFUSED);
    assertThat(rule("undo-rule")).isEqualTo(before);

    Applied applied = apply(plan, FORCED);

    assertThat(applied.whole()).isTrue();
    assertThat(
            rule("undo-rule").at("/spec/trafficPolicy/connectionPool/http/idleTimeout").asString())
        .isEqualTo("4s");
    assertThat(states()).containsExactly("NOT_MADE", "STANDS");
    List<Undo> undone = undo(applied);
    assertThat(undone)
        .singleElement()
        .satisfies(one -> {
          assertThat(one.back()).hasSize(1);
          assertThat(one.left()).isEmpty();
        });
    assertThat(rule("undo-rule")).isEqualTo(before);
    assertThat(states()).containsExactly("NOT_MADE", "UNDONE");
  }

  @Test
  void aDeploymentIsAsBeforeWithEveryFieldAndOwner() throws Exception {
    cluster.namespace("undo-deployment");
    cluster.apply("helm", DEPLOYMENT.formatted("undo-deployment"));
    cluster.patch(
        "kubectl-edit",
        "apps/v1",
        "Deployment",
        "undo-deployment",
        "cart",
        "{\"spec\":{\"template\":{\"spec\":{\"terminationGracePeriodSeconds\":31}}}}");
    JsonNode before = deployment("undo-deployment");

    Plan plan = plan(Answers.waitBeforeStop("undo-deployment", "cart"));
    assertThat(plan.changes())
        .singleElement()
        .satisfies(change ->
            assertThat(change.changes())
                .extracting(one -> "" + one.path())
                .containsExactly(
                    "spec.template.spec.containers[{\"name\":\"app\"}].lifecycle.preStop.exec.command",
                    "spec.template.spec.terminationGracePeriodSeconds"));
    // No controller runs there, so the new pods never come.
    Applied applied = apply(plan, FORCED);
    assertThat(applied.changes())
        .extracting(Applied.One::state)
        .containsExactly(Applied.State.NOT_READY);
    assertThat(deployment("undo-deployment")).isNotEqualTo(before);

    undo(applied);

    assertThat(deployment("undo-deployment")).isEqualTo(before);
  }

  @Test
  void whatTheServerAddedToAFieldGoesWithIt() throws Exception {
    cluster.namespace("undo-defaults");
    cluster.apply("helm", DEPLOYMENT.formatted("undo-defaults"));
    JsonNode before = deployment("undo-defaults");
    Plan plan = plan(Answers.readinessProbe("undo-defaults", "cart"));
    assertThat(plan.changes()).as("" + plan.unplanned()).hasSize(1);
    Applied applied = apply(plan, FORCED);
    JsonNode probe =
        deployment("undo-defaults").at("/spec/template/spec/containers/0/readinessProbe");
    assertThat(probe.at("/httpGet/scheme").asString()).as("" + applied).isEqualTo("HTTP");

    undo(applied);

    assertThat(deployment("undo-defaults")).isEqualTo(before);
  }

  @Test
  void whatSomebodyElseHasChangedSinceIsLeftAndNamed() throws Exception {
    cluster.namespace("undo-others");
    cluster.apply("helm", DEPLOYMENT.formatted("undo-others"));
    Applied applied = apply(plan(Answers.waitBeforeStop("undo-others", "cart")), FORCED);
    cluster.patch(
        "colleague",
        "apps/v1",
        "Deployment",
        "undo-others",
        "cart",
        "{\"spec\":{\"replicas\":5,\"template\":{\"spec\":{\"terminationGracePeriodSeconds\":90}}}}");
    assertThat(states()).containsExactly("PARTLY");

    List<Undo> undone = undo(applied);

    assertThat(undone)
        .singleElement()
        .satisfies(one -> {
          assertThat(one.left())
              .singleElement()
              .satisfies(left -> {
                assertThat(left.field())
                    .isEqualTo("spec.template.spec.terminationGracePeriodSeconds");
                assertThat(left.owners()).containsExactly("colleague");
              });
          assertThat(one.back()).hasSize(1);
        });
    JsonNode after = deployment("undo-others");
    assertThat(after.at("/spec/replicas").asInt()).isEqualTo(5);
    assertThat(after.at("/spec/template/spec/terminationGracePeriodSeconds").asInt()).isEqualTo(90);
    assertThat(after.at("/spec/template/spec/containers/0").has("lifecycle")).isFalse();
    assertThat("" + after.at("/metadata/managedFields")).doesNotContain("whichhop");
  }

  @Test
  void whatTheOwnerHasMadeItsOwnMeanwhileStays() throws Exception {
    cluster.destinationRules();
    cluster.namespace("undo-shared");
    cluster.apply("gitops", RULE.formatted("undo-shared"));
    Applied applied = apply(plan(Answers.idleTimeout("undo-shared", "cart", "cart")), FORCED);
    cluster.apply("gitops", RULE.formatted("undo-shared").replace("300s", "4s"));

    assertThat(undo(applied))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.back()).isEmpty();
          assertThat(one.left())
              .singleElement()
              .satisfies(left -> {
                assertThat(left.same()).isTrue();
                assertThat(left.owners()).containsExactly("gitops");
              });
        });
    assertThat("" + rule("undo-shared")).contains("4s").doesNotContain("whichhop");
  }

  @Test
  void anObjectThatTheFixMadeGoesAgain() throws Exception {
    cluster.destinationRules();
    cluster.namespace("undo-made");
    Answers answers = Answers.idleTimeout("undo-made", "cart", "cart");
    Plan plan = plan(answers);
    assertThat(plan.changes()).singleElement().matches(one -> one.creates());
    Applied applied = apply(plan, CAREFUL);
    assertThat(rule("undo-made").isMissingNode()).isFalse();
    undo(applied);
    assertThat(rule("undo-made").isMissingNode()).isTrue();

    // Unless somebody has put something of his own into it.
    Applied second = apply(plan(answers), CAREFUL);
    cluster.patch(
        "colleague",
        "networking.istio.io/v1",
        "DestinationRule",
        "undo-made",
        "cart",
        "{\"spec\":{\"subsets\":[{\"name\":\"v1\"}]}}");
    assertThat(undo(second))
        .singleElement()
        .satisfies(one ->
            assertThat(one.left())
                .singleElement()
                .satisfies(left -> assertThat(left.owners()).containsExactly("colleague")));
    assertThat(rule("undo-made").isMissingNode()).isFalse();
    assertThat(states()).containsExactly("UNDONE", "STANDS");
  }

  @Test
  void aPlanThatTheObjectHasLeftBehindIsNotApplied() throws Exception {
    cluster.destinationRules();
    cluster.namespace("undo-drift");
    cluster.apply("gitops", RULE.formatted("undo-drift"));
    Plan plan = plan(Answers.idleTimeout("undo-drift", "cart", "cart"));
    cluster.apply("gitops", RULE.formatted("undo-drift").replace("300s", "200s"));
    assertThat(
            new Applier(access, journal, InstantSource.system())
                .obstacles(plan, plan.changes(), FORCED))
        .extracting(Obstacle::why)
        .containsExactly(Obstacle.Why.CHANGED);
  }
}
