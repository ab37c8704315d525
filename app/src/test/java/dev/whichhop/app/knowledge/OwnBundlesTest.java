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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Whole incidents, written by somebody who did not know the checks: {@code bundles/<id>/evidence}
 * and the truth beside it. Of two incidents that look the same at first sight each has its own
 * cause.
 */
final class OwnBundlesTest {
  private static final Path BUNDLES = Path.of("src/test/resources/bundles");

  /** A cause that the evidence refutes must stay below this. */
  private static final double CLAIM = 0.3;

  private final Diagnoser diagnoser = new Diagnoser(Checks.all(), Causes.load(), Artefacts.load());

  static List<Path> bundles() throws IOException {
    try (Stream<Path> folders = Files.list(BUNDLES)) {
      return folders.filter(one -> Files.exists(one.resolve("truth.json"))).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void theAnswerIsTheTruth(Path bundle) throws IOException {
    Map<?, ?> truth =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(bundle.resolve("truth.json")));
    Diagnosis diagnosis = diagnose(bundle.resolve("evidence"));
    assertThat(diagnosis.verdict().name().toLowerCase(Locale.ROOT)).isEqualTo(truth.get("kind"));
    if (diagnosis.verdict() == Diagnosis.Verdict.FAULT) {
      List<String> right = words(truth.get("also_acceptable"));
      right.add(String.valueOf(truth.get("cause")));
      assertThat(right).contains(diagnosis.causes().getFirst().id());
    }
    assertThat(diagnosis.causes())
        .filteredOn(one -> one.confidence() >= CLAIM)
        .extracting(RankedCause::id)
        .doesNotContainAnyElementsOf(words(truth.get("must_not_claim")));
  }

  private Diagnosis diagnose(Path evidence) throws IOException {
    try (EvidenceReader reader = new EvidenceReader(Signals.load())) {
      return diagnoser.diagnose(
          reader.read(List.of(evidence), InputStream.nullInputStream(), Progress.SILENT));
    }
  }

  private static List<String> words(Object list) {
    List<String> words = new ArrayList<>();
    if (list instanceof List<?> items) {
      items.forEach(one -> words.add(String.valueOf(one)));
    }
    return words;
  }
}
