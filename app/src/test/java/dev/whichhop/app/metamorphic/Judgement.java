package dev.whichhop.app.metamorphic;

import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.diagnosis.check.Checks;
import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.evidence.Progress;
import dev.whichhop.knowledge.Artefacts;
import dev.whichhop.knowledge.Causes;
import dev.whichhop.knowledge.Signals;
import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.Disposition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a diagnosis comes to.
 *
 * @param answer the verdict, and of a fault the first cause
 * @param confidence of the first cause, 0 where there is none
 * @param somethingFailed whether the evidence tells of anything that needs an explanation
 */
record Judgement(String answer, double confidence, boolean somethingFailed) {
  private static final Diagnoser DIAGNOSER =
      new Diagnoser(Checks.all(), Causes.load(), Artefacts.load());

  static Judgement of(Path folder) {
    try (EvidenceReader reader = new EvidenceReader(Signals.load())) {
      Diagnosis diagnosis =
          DIAGNOSER.diagnose(
              reader.read(List.of(folder), InputStream.nullInputStream(), Progress.SILENT));
      boolean somethingFailed =
          diagnosis.symptoms().stream().anyMatch(one -> one.disposition() == Disposition.FAULTY);
      String verdict = diagnosis.verdict().name().toLowerCase(Locale.ROOT);
      if (diagnosis.verdict() != Diagnosis.Verdict.FAULT) {
        return new Judgement(verdict, 0, somethingFailed);
      }
      return new Judgement(
          verdict + " " + diagnosis.causes().getFirst().id(),
          diagnosis.causes().getFirst().confidence(),
          somethingFailed);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
