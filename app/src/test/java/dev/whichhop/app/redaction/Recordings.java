package dev.whichhop.app.redaction;

import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.diagnosis.check.Checks;
import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.evidence.Progress;
import dev.whichhop.knowledge.Artefacts;
import dev.whichhop.knowledge.Causes;
import dev.whichhop.knowledge.Signals;
import dev.whichhop.model.diagnosis.Diagnosis;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bundles of evidence that we have, and what a diagnosis says of them. */
final class Recordings {
  private static final Path EXAM = Path.of("../../shared/exam/cases");
  private static final Path LAB = Path.of("../lab/corpus");
  private static final Path OWN = Path.of("src/test/resources/bundles");

  private static final Diagnoser DIAGNOSER =
      new Diagnoser(Checks.all(), Causes.load(), Artefacts.load());

  private Recordings() {}

  /** Folders with {@code evidence/}: the exam where it is there, the lab, our own. */
  static List<Path> all() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path root : List.of(EXAM, LAB, OWN)) {
      if (Files.isDirectory(root)) {
        try (Stream<Path> cases = Files.list(root)) {
          cases
              .map(one -> one.resolve("evidence"))
              .filter(Files::isDirectory)
              .sorted()
              .forEach(all::add);
        }
      }
    }
    return all;
  }

  /** Verdict, and of each cause its id, hop and confidence to the last digit. */
  static String judgement(Path evidence) throws IOException {
    try (EvidenceReader reader = new EvidenceReader(Signals.load())) {
      Diagnosis diagnosis =
          DIAGNOSER.diagnose(
              reader.read(List.of(evidence), InputStream.nullInputStream(), Progress.SILENT));
      return diagnosis.verdict()
          + diagnosis.causes().stream()
              .map(one -> " " + one.id() + "@" + one.hop() + ":" + one.confidence())
              .collect(Collectors.joining());
    }
  }
}
