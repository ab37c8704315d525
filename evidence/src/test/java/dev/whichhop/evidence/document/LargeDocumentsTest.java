package dev.whichhop.evidence.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.format.FixtureText;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents that ask for more than there is room for, and mistakes far into a long text. */
final class LargeDocumentsTest {
  private final Problems problems = new Problems();
  private final BundleBuilder into = new BundleBuilder();

  private static FixtureText pods(String name, int count) {
    StringBuilder list = new StringBuilder("{\"apiVersion\": \"v1\", \"kind\": \"List\",\n");
    list.append("\"items\": [\n");
    for (int i = 0; i < count; i++) {
      list.append(i == 0 ? "" : ",\n");
      list.append("{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"p")
          .append(i)
          .append("\"}}");
    }
    return new FixtureText(name, "", list.append("\n]}\n").toString().lines().toList());
  }

  private Bundle read(DocumentReader reader, FixtureText... files) throws IOException {
    for (FixtureText file : files) {
      reader.read(file, into, problems);
    }
    return into.build();
  }

  @Test
  void whatExceedsTheBudgetIsNamedAndTheRestKept() throws IOException {
    Bundle bundle = read(new DocumentReader(new DocumentBudget(400)), pods("pods.json", 200));

    // Five values each: the object, three fields and the name.
    assertThat(bundle.objects("Pod")).hasSizeBetween(60, 80);
    assertThat(bundle.objects("Pod").getFirst().name()).isEqualTo("p0");
    assertThat(problems.kept().getFirst().message())
        .contains("more than 400 values in all documents", "not read");
  }

  @Test
  void ofAHugeDocumentSomeRoomIsKeptForTheSmallOnesAfterIt() throws IOException {
    DocumentReader reader = new DocumentReader(new DocumentBudget(200_000));
    Bundle bundle = read(reader, pods("a.json", 60_000), pods("b.json", 3));

    List<String> files =
        bundle.objects("Pod").stream().map(one -> one.root().place().file()).distinct().toList();
    assertThat(files).containsExactly("a.json", "b.json");
    assertThat(problems.count()).isEqualTo(1);
  }

  @Test
  void aMistakeFarIntoATextCostsOnlyItsDocument() {
    String good = "{\"a\": \"" + "x".repeat(100) + "\"}\n";
    String text = good.repeat(3_000) + "{\"b\": ]}\n" + good.repeat(2_000) + "{\"c\": 1}\n";
    List<Node> documents = ParsedText.json("a.json", 1, text, problems);

    assertThat(documents).hasSize(5_001);
    assertThat(documents.getLast().get("c").place()).hasToString("a.json:5002 c");
    assertThat(problems.kept()).isNotEmpty().allMatch(one -> one.place().line() == 3_001);
  }

  @Test
  void aMistakeInAVeryLongLineIsLeftWithTheLine() {
    String line = "{\"a\": \"" + "x".repeat(3 * RewindableReader.REMEMBERED) + "\", ]}\n";
    List<Node> documents = ParsedText.json("a.json", 1, line + "{\"c\": 1}\n", problems);

    assertThat(documents).hasSize(2);
    assertThat(documents.getLast().get("c").place().line()).isEqualTo(2);
    assertThat(problems.count()).isEqualTo(1);
  }

  @Test
  void objectsOfAListAreTheSameWhateverItsSize() throws IOException {
    Bundle few = read(new DocumentReader(), pods("pods.json", 3));
    KubernetesObject second = few.objects("Pod").get(1);
    Bundle many = read(new DocumentReader(), pods("pods.json", 50_000));

    KubernetesObject same = many.objects("Pod").get(4);
    assertThat(same.name()).isEqualTo(second.name());
    assertThat(same.metadata().get("name").place())
        .isEqualTo(second.metadata().get("name").place());
  }
}
