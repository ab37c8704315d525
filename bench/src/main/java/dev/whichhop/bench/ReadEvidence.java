package dev.whichhop.bench;

import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.knowledge.Signals;
import dev.whichhop.model.evidence.Bundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads evidence and concludes nothing: {@code PATH}. What is left of diagnose is diagnosis. */
public final class ReadEvidence {
  private ReadEvidence() {}

  public static void main(String[] arguments) throws IOException {
    try (EvidenceReader reader = new EvidenceReader(Signals.load())) {
      Bundle bundle = reader.read(List.of(Path.of(arguments[0])), System.in, name -> {});
      System.out.println(bundle.tally().observations() + " requests");
    }
  }
}
