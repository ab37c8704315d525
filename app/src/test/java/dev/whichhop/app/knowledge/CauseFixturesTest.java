package dev.whichhop.app.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.diagnosis.check.Checks;
import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.evidence.Progress;
import dev.whichhop.knowledge.Artefacts;
import dev.whichhop.knowledge.Causes;
import dev.whichhop.knowledge.Signals;
import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.RankedCause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small incidents with one cause each: {@code fixtures/verdicts/<cause>/<incident>}. A cause and
 * its nearest rival each have one that the other must not win.
 */
final class CauseFixturesTest {
  private static final Path FIXTURES = Path.of("src/test/resources/fixtures/verdicts");

  private final Diagnoser diagnoser = new Diagnoser(Checks.all(), Causes.load(), Artefacts.load());

  static Stream<Path> incidents() throws IOException {
    try (Stream<Path> folders = Files.walk(FIXTURES, 2)) {
      return folders
          .filter(one -> one.getNameCount() == FIXTURES.getNameCount() + 2)
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("incidents")
  void theCauseOfTheFolderIsFirst(Path incident) throws IOException {
    try (EvidenceReader reader = new EvidenceReader(Signals.load())) {
      Diagnosis diagnosis =
          diagnoser.diagnose(
              reader.read(List.of(incident), InputStream.nullInputStream(), Progress.SILENT));
      assertThat(diagnosis.causes())
          .extracting(RankedCause::id)
          .startsWith(incident.getParent().getFileName().toString());
      assertThat(diagnosis.verdict()).isEqualTo(Diagnosis.Verdict.FAULT);
    }
  }
}
