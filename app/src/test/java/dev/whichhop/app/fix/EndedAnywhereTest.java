package dev.whichhop.app.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.app.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Apply and undo are ended, as by kill -9, right before and right after every line of the journal
 * and every call that writes, each in a process of its own against the real API server. Whatever
 * moment it is: list then says what stands, and undo leaves every field and owner as it was.
 */
final class EndedAnywhereTest {
  /** More moments than there are. */
  private static final int MOST = 60;

  @TempDir private Path folder;
  private FixedCluster cluster;

  @BeforeEach
  void open() throws InterruptedException {
    cluster = new FixedCluster();
    cluster.destinationRules();
    cluster.namespace("ended");
    cluster.apply(
        "helm",
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: cart, namespace: ended}
        spec:
          selector: {matchLabels: {app: cart}}
          template:
            metadata: {labels: {app: cart}}
            spec:
              terminationGracePeriodSeconds: 30
              containers: [{name: app, image: cart}]
        """);
  }

  @AfterEach
  void close() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** The workload that is changed and the rule that is made. */
  private List<JsonNode> objects() {
    return List.of(
        cluster.object("apps/v1", "Deployment", "ended", "cart"),
        cluster.object("networking.istio.io/v1", "DestinationRule", "ended", "cart"));
  }

  private Run fix(Path journal, String... arguments) {
    List<String> all = new ArrayList<>(List.of("fix"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString()));
    all.addAll(List.of("--journal", journal.toString()));
    return Run.of(all.toArray(String[]::new));
  }

  private Path plan() throws IOException {
    // The rule first: the pods of the workload are never ready there, which ends an apply.
    Answers answers =
        Answers.idleTimeout("ended", "cart", "cart").and(Answers.waitBeforeStop("ended", "cart"));
    String answer = answers.tree().toString().replaceFirst("\\{", "{\"kind\":\"Diagnosis\",");
    Path file = Files.writeString(folder.resolve("answer.json"), answer);
    Run run = fix(folder.resolve("none"), "plan", file.toString(), "-o", "json");
    assertThat(run.status()).as(run.err()).isZero();
    return Files.writeString(folder.resolve("plan.json"), run.out());
  }

  /**
   * @return the moment that it ended at; empty when it came through
   */
  private String ended(Path journal, int moment, String what, String of)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                EndedRun.class.getName(),
                cluster.kubeconfig().toString(),
                journal.toString(),
                "" + moment,
                what,
                of)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    assertThat(status).as(said).isIn(0, 9);
    return status == 0 ? "" : said.strip();
  }

  private static String onlyFix(Path journal) throws IOException {
    try (Stream<Path> files = Files.list(journal)) {
      return files
          .map(one -> "" + one.getFileName())
          .filter(one -> one.endsWith(".jsonl"))
          .map(one -> one.replace(".jsonl", ""))
          .findFirst()
          .orElse("");
    }
  }

  /** Everything is as it was, and list says that nothing is left to do. */
  private void takenBack(Path journal, String fix, List<JsonNode> before, String moment) {
    if (!fix.isEmpty()) {
      Run undo = fix(journal, "undo", fix, "--yes");
      assertThat(undo.status()).as(moment + "\n" + undo.err()).isZero();
    }
    assertThat(objects()).as(moment).isEqualTo(before);
    Run list = fix(journal, "list");
    assertThat(list.status()).as(moment).isZero();
    assertThat(list.out()).as(moment).doesNotContain("stands", "in part", "half undone");
  }

  @Test
  void applyAnywhere() throws Exception {
    List<JsonNode> before = objects();
    Path plan = plan();
    List<String> moments = new ArrayList<>();
    String moment = "first";
    for (int i = 1; !moment.isEmpty() && i < MOST; i++) {
      Path journal = folder.resolve("apply-" + i);
      moment = ended(journal, i, "apply", plan.toString());
      moments.add(moment);
      // What list says is what the objects say: by then the call was carried out or it was not.
      boolean changed = !objects().equals(before);
      Run list = fix(journal, "list");
      assertThat(list.out().contains(": stands."))
          .as(moment + "\n" + list.out())
          .isEqualTo(changed);
      takenBack(journal, onlyFix(journal), before, moment);
    }
    assertThat(moment).as("it never came through").isEmpty();
    // Begun; Applying, POST, Applied; Applying, PATCH, Applied, Watched: before and after each.
    assertThat(moments)
        .hasSize(2 * 8 + 1)
        .anyMatch(one -> one.startsWith("before PATCH"))
        .anyMatch(one -> one.startsWith("after PATCH"))
        .anyMatch(one -> one.startsWith("after POST"))
        .anyMatch(one -> one.equals("after Begun"))
        .anyMatch(one -> one.equals("before Applied"));
  }

  @Test
  void undoAnywhere() throws Exception {
    List<JsonNode> before = objects();
    Path plan = plan();
    List<String> moments = new ArrayList<>();
    List<String> lists = new ArrayList<>();
    String moment = "first";
    for (int i = 1; !moment.isEmpty() && i < MOST; i++) {
      Path journal = folder.resolve("undo-" + i);
      assertThat(ended(journal, MOST, "apply", plan.toString())).isEmpty();
      assertThat(objects()).doesNotContainAnyElementsOf(before);
      String fix = onlyFix(journal);
      moment = ended(journal, i, "undo", fix);
      moments.add(moment);
      lists.add(fix(journal, "list").out());
      takenBack(journal, fix, before, moment);
    }
    assertThat(moment).as("it never came through").isEmpty();
    // Undoing, PATCH, Undoing, PATCH, Undone; Undoing, DELETE, Undone: before and after each.
    assertThat(moments)
        .hasSize(2 * 8 + 1)
        .anyMatch(one -> one.startsWith("before DELETE"))
        .anyMatch(one -> one.startsWith("after DELETE"))
        .anyMatch(one -> one.startsWith("before PATCH"))
        .anyMatch(one -> one.startsWith("after PATCH"))
        .anyMatch(one -> one.equals("before Undone"));
    assertThat(lists)
        .anyMatch(one -> one.contains("half undone"))
        .anyMatch(one -> one.contains(": stands."))
        .last()
        .matches(one -> !one.contains("stands"));
  }
}
