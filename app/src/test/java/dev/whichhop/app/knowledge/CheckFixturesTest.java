package dev.whichhop.app.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.check.Checks;
import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.evidence.Progress;
import dev.whichhop.knowledge.Signals;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EvidenceKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every check has a folder of evidence where it fires and one where it stays silent, and reads what
 * it declares. The folders are {@code fixtures/checks/<id>/fires} and {@code …/silent}.
 */
final class CheckFixturesTest {
  private static final Path FIXTURES = Path.of("src/test/resources/fixtures/checks");

  static Stream<String> checks() {
    return Checks.all().stream().map(Check::id);
  }

  @ParameterizedTest
  @MethodSource("checks")
  void firesAndStaysSilentAndReadsWhatItDeclares(String id) throws IOException {
    Check check = check(id);
    Set<EvidenceKind> asked = EnumSet.noneOf(EvidenceKind.class);
    assertThat(look(check, FIXTURES.resolve(id).resolve("fires"), asked))
        .as("answer of %s in its folder fires", id)
        .isInstanceOf(Answer.Found.class);
    assertThat(look(check, FIXTURES.resolve(id).resolve("silent"), asked))
        .as("answer of %s in its folder silent", id)
        .isInstanceOf(Answer.Absent.class);
    assertThat(asked).as("what %s read, against what it declares", id).isEqualTo(check.reads());
  }

  @ParameterizedTest
  @MethodSource("checks")
  void isBlindWithoutEvidence(String id) {
    Bundle nothing = new dev.whichhop.model.evidence.BundleBuilder().build();
    assertThat(check(id).look(Diagnoser.open(nothing)))
        .as("answer of %s without any evidence", id)
        .isInstanceOf(Answer.Blind.class);
  }

  private static Check check(String id) {
    return Checks.all().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private static Answer look(Check check, Path folder, Set<EvidenceKind> asked) throws IOException {
    assertThat(folder).as("folder with evidence for %s", check.id()).isDirectory();
    assertThat(Files.list(folder)).as("evidence in %s", folder).isNotEmpty();
    try (EvidenceReader reader = new EvidenceReader(Signals.load())) {
      Bundle bundle = reader.read(List.of(folder), InputStream.nullInputStream(), Progress.SILENT);
      CaseFile file = Diagnoser.open(bundle);
      RecordingBundle recording = new RecordingBundle(bundle);
      Answer answer = check.look(file.withBundle(recording));
      asked.addAll(recording.asked());
      return answer;
    }
  }
}
