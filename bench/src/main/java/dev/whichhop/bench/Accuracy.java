package dev.whichhop.bench;

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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Diagnoses folders of cases ({@code CASE/evidence}, {@code CASE/truth.json}) and prints how often
 * the answer was right, how far its confidence can be trusted, and what was taken for what: {@code
 * FOLDER…}.
 */
public final class Accuracy {
  private static final int BINS = 5;

  /** A claim below this confidence is none, as the exam counts. */
  private static final double CLAIM = 0.3;

  private static final Diagnoser DIAGNOSER =
      new Diagnoser(Checks.all(), Causes.load(), Artefacts.load());

  private Accuracy() {}

  /**
   * One case.
   *
   * @param said the first cause, or the verdict where that is no fault
   */
  private record Case(
      String id,
      String kind,
      String truth,
      String said,
      boolean right,
      double confidence,
      boolean falseClaim) {}

  public static void main(String[] folders) throws IOException {
    if (folders.length == 0) {
      System.err.println("usage: Accuracy FOLDER...");
      System.exit(2);
    }
    List<Case> cases = new ArrayList<>();
    for (String folder : folders) {
      try (Stream<Path> entries = Files.list(Path.of(folder))) {
        for (Path one :
            entries
                .filter(path -> Files.isRegularFile(path.resolve("truth.json")))
                .sorted()
                .toList()) {
          Map<?, ?> truth =
              (Map<?, ?>)
                  new Load(LoadSettings.builder().build())
                      .loadFromString(Files.readString(one.resolve("truth.json")));
          if (!Boolean.TRUE.equals(truth.get("doubtful"))) {
            cases.add(judge(one, truth));
          }
        }
      }
    }
    print(cases);
  }

  private static Case judge(Path folder, Map<?, ?> truth) throws IOException {
    Diagnosis diagnosis;
    try (EvidenceReader reader = new EvidenceReader(Signals.load())) {
      diagnosis =
          DIAGNOSER.diagnose(
              reader.read(
                  List.of(folder.resolve("evidence")),
                  InputStream.nullInputStream(),
                  Progress.SILENT));
    }
    String kind = String.valueOf(truth.get("kind"));
    String verdict = diagnosis.verdict().name().toLowerCase(Locale.ROOT);
    boolean fault = diagnosis.verdict() == Diagnosis.Verdict.FAULT;
    String said = fault ? diagnosis.causes().getFirst().id() : verdict;
    Set<String> accepted = new HashSet<>(words(truth.get("also_acceptable")));
    accepted.add(String.valueOf(truth.get("cause")));
    boolean right = kind.equals("fault") ? fault && accepted.contains(said) : verdict.equals(kind);
    List<String> forbidden = words(truth.get("must_not_claim"));
    boolean falseClaim = false;
    for (RankedCause cause : diagnosis.causes()) {
      falseClaim |= cause.confidence() >= CLAIM && forbidden.contains(cause.id());
    }
    return new Case(
        folder.getFileName().toString(),
        kind,
        kind.equals("fault") ? String.valueOf(truth.get("cause")) : kind,
        said,
        right,
        diagnosis.causes().isEmpty() ? 0 : diagnosis.causes().getFirst().confidence(),
        falseClaim);
  }

  private static List<String> words(@org.jspecify.annotations.Nullable Object list) {
    return list instanceof List<?> items ? items.stream().map(String::valueOf).toList() : List.of();
  }

  private static void print(List<Case> cases) {
    System.out.println("| Kind | Cases | Right | Share |");
    System.out.println("|---|---|---|---|");
    for (String kind : List.of("fault", "healthy", "insufficient")) {
      List<Case> some = cases.stream().filter(one -> one.kind().equals(kind)).toList();
      long right = some.stream().filter(Case::right).count();
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %d | %.2f |%n",
          kind,
          some.size(),
          right,
          some.isEmpty() ? 0.0 : (double) right / some.size());
    }
    List<Case> faults = cases.stream().filter(one -> one.kind().equals("fault")).toList();
    double brier =
        faults.stream()
            .mapToDouble(one -> Math.pow(one.confidence() - (one.right() ? 1 : 0), 2))
            .average()
            .orElse(0);
    System.out.printf(
        Locale.ROOT,
        "%nFalse claims: %d. Brier score over the faults: %.3f.%n",
        cases.stream().filter(Case::falseClaim).count(),
        brier);
    reliability(faults);
    confusion(cases);
  }

  private static void reliability(List<Case> faults) {
    System.out.println("\n| Confidence of the first cause | Cases | Mean confidence | Right |");
    System.out.println("|---|---|---|---|");
    for (int bin = 0; bin < BINS; bin++) {
      double from = (double) bin / BINS;
      double to = (double) (bin + 1) / BINS;
      boolean last = bin == BINS - 1;
      List<Case> some =
          faults.stream()
              .filter(one -> one.confidence() >= from && (last || one.confidence() < to))
              .toList();
      if (!some.isEmpty()) {
        System.out.printf(
            Locale.ROOT,
            "| %.1f to %.1f | %d | %.2f | %.2f |%n",
            from,
            to,
            some.size(),
            some.stream().mapToDouble(Case::confidence).average().orElse(0),
            (double) some.stream().filter(Case::right).count() / some.size());
      }
    }
  }

  private static void confusion(List<Case> cases) {
    Map<String, List<String>> wrong = new TreeMap<>();
    for (Case one : cases) {
      if (!one.right()) {
        wrong
            .computeIfAbsent(one.truth() + " | " + one.said(), _ -> new ArrayList<>())
            .add(one.id());
      }
    }
    System.out.println("\n| Truth | Answer | Cases |");
    System.out.println("|---|---|---|");
    wrong.forEach(
        (pair, ids) -> System.out.println("| " + pair + " | " + String.join(", ", ids) + " |"));
  }
}
