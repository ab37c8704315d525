package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Applications whose own connections fail, told by a stack trace or a driver's message that names
 * no request. Only where no request failed: each of those says more than such a line.
 */
final class LoggedConnectionErrors implements SymptomDetector {
  /** What libc, Go, Node.js and the JVM print; a server does not write them about its callers. */
  private static final List<String> LITERALS =
      List.of("connection refused", "econnrefused", "no route to host", "network is unreachable");

  /** Levels at which an application tells of what is of no consequence. */
  private static final Set<String> HARMLESS = Set.of("INFO", "DEBUG", "TRACE");

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    if (exchanges.stream().anyMatch(Exchange::failed)) {
      return List.of();
    }
    List<Evidence> evidence = new ArrayList<>();
    for (LogRecord line : bundle.logs()) {
      if (line.component() == Component.APPLICATION && !HARMLESS.contains(line.level())) {
        String folded = line.raw().toLowerCase(Locale.ROOT);
        if (LITERALS.stream().anyMatch(folded::contains)) {
          evidence.add(line.evidence());
        }
      }
    }
    return evidence.isEmpty()
        ? List.of()
        : List.of(
            new Symptom.Reported(
                "",
                Disposition.FAULTY,
                Phrase.of("symptom.logged", "text", evidence.getFirst().text().strip()),
                evidence.size(),
                evidence.stream().limit(3).toList()));
  }
}
