package dev.whichhop.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.diagnosis.check.Checks;
import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.evidence.Progress;
import dev.whichhop.knowledge.Artefacts;
import dev.whichhop.knowledge.Causes;
import dev.whichhop.knowledge.Signals;
import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.Remedy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What real proxies wrote in the lab ({@code lab/corpus}), with each fault and after its cure. */
final class LabCorpusTest {
  private static final Path CORPUS = Path.of("../lab/corpus");

  private final Diagnoser diagnoser = new Diagnoser(Checks.all(), Causes.load(), Artefacts.load());

  static List<Path> runs() throws IOException {
    try (Stream<Path> folders = Files.list(CORPUS)) {
      return folders.sorted().toList();
    }
  }

  @Test
  void theCorpusIsThere() throws IOException {
    assertThat(runs()).hasSize(50);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theAnswerIsTheTruth(Path run) throws IOException {
    Map<?, ?> truth =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(run.resolve("truth.json")));
    Diagnosis diagnosis = diagnose(run.resolve("evidence"));
    assertThat(diagnosis.verdict().name().toLowerCase(Locale.ROOT)).isEqualTo(truth.get("kind"));
    if (diagnosis.verdict() == Diagnosis.Verdict.FAULT) {
      assertThat(diagnosis.causes().getFirst().id()).isEqualTo(truth.get("cause"));
      assertThat(diagnosis.causes().getFirst().remedies().stream().map(Remedy::id))
          .as("remedies proposed, against the one that the lab applied and that cleared the fault")
          .contains((String) truth.get("remedy"));
    }
  }

  private Diagnosis diagnose(Path evidence) throws IOException {
    try (EvidenceReader reader = new EvidenceReader(Signals.load())) {
      return diagnoser.diagnose(
          reader.read(List.of(evidence), InputStream.nullInputStream(), Progress.SILENT));
    }
  }
}
