package dev.whichhop.app.decisions;

import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Caveat;
import dev.whichhop.model.diagnosis.Caveat.Suppressed.Hidden;
import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.diagnosis.Risk;
import dev.whichhop.model.diagnosis.Symptom;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All decisions of one run: what is left out, why, and what they did not apply to. */
public final class Decisions {
  /** Stands for the reason of what the baseline knows. */
  private static final String BASELINE = "baseline";

  private static final Identity<Risk> RISK =
      new Identity<>() {
        @Override
        public String id(Risk risk) {
          return risk.finding().check();
        }

        @Override
        public String subject(Risk risk) {
          return risk.finding().answer() instanceof Answer.Found found ? found.subject() : "";
        }
      };

  private final List<Suppression> suppressions;
  private final Baseline baseline;
  private final LocalDate today;
  private final boolean any;
  private final Set<Suppression> used = new HashSet<>();

  private Decisions(
      List<Suppression> suppressions, Baseline baseline, LocalDate today, boolean any) {
    this.suppressions = suppressions;
    this.baseline = baseline;
    this.today = today;
    this.any = any;
  }

  /**
   * Reads the files.
   *
   * @param suppress file of suppressions; null for none
   * @param baseline file that {@link #writeBaseline} wrote; null for none
   * @throws WrongDecisions when one of them cannot be taken as it stands
   */
  public static Decisions read(@Nullable Path suppress, @Nullable Path baseline, LocalDate today)
      throws IOException, WrongDecisions {
    return new Decisions(
        suppress == null ? List.of() : SuppressionFile.read(suppress),
        baseline == null ? new Baseline() : Baseline.read(baseline),
        today,
        suppress != null || baseline != null);
  }

  /** What is left of some findings, and what was decided about the others. */
  public record Remaining<T>(List<T> findings, Caveat.Suppressed decided) {}

  /** Tells of a finding what it is and where. */
  public interface Identity<T> {
    String id(T finding);

    String subject(T finding);
  }

  /** The findings without those that were decided about. */
  public <T> Remaining<T> remaining(List<T> findings, Identity<T> identity) {
    List<Hidden> hidden = new ArrayList<>();
    List<T> left = leaveOut(findings, identity, hidden);
    return new Remaining<>(
        left, new Caveat.Suppressed(List.copyOf(hidden), !left.isEmpty(), sentences(hidden)));
  }

  private <T> List<T> leaveOut(List<T> findings, Identity<T> identity, List<Hidden> hidden) {
    List<T> left = new ArrayList<>();
    for (T finding : findings) {
      String id = identity.id(finding);
      String subject = identity.subject(finding);
      Optional<String> why = reason(id, subject);
      why.ifPresent(one -> hidden.add(new Hidden(id, subject, one)));
      if (why.isEmpty()) {
        left.add(finding);
      }
    }
    return left;
  }

  /** Writes these findings as a baseline for later runs. */
  public static <T> void writeBaseline(List<T> findings, Identity<T> identity, Path file)
      throws IOException {
    Baseline baseline = new Baseline();
    findings.forEach(one -> baseline.add(identity.id(one), identity.subject(one)));
    baseline.write(file);
  }

  /** Writes what this diagnosis found as a baseline for later runs. */
  public static void writeBaseline(Diagnosis diagnosis, Path file) throws IOException {
    Baseline baseline = new Baseline();
    if (diagnosis.verdict() == Diagnosis.Verdict.FAULT) {
      leaders(diagnosis).values().forEach(cause -> baseline.add(cause.id(), cause.subject()));
    }
    diagnosis.risks().forEach(risk -> baseline.add(RISK.id(risk), RISK.subject(risk)));
    baseline.write(file);
  }

  /** Why a finding is left out; empty when it is not. */
  public Optional<String> reason(String id, String subject) {
    for (Suppression one : suppressions) {
      if (!one.expired(today) && one.covers(id, subject)) {
        used.add(one);
        return Optional.of(one.reason());
      }
    }
    return baseline.contains(id, subject) ? Optional.of(BASELINE) : Optional.empty();
  }

  /**
   * The diagnosis without what was decided about already, and with the word of it. Of a symptom
   * whose leading cause is left out the rivals go too: they were not the answer before either.
   */
  public Diagnosis apply(Diagnosis diagnosis) {
    if (!any) {
      return diagnosis;
    }
    List<Hidden> hidden = new ArrayList<>();
    Set<String> settled = new HashSet<>();
    if (diagnosis.verdict() == Diagnosis.Verdict.FAULT) {
      leaders(diagnosis)
          .forEach((symptom, cause) ->
              reason(cause.id(), cause.subject())
                  .ifPresent(why -> {
                    settled.add(symptom);
                    Hidden one = new Hidden(cause.id(), cause.subject(), why);
                    if (!hidden.contains(one)) {
                      hidden.add(one);
                    }
                  }));
    }
    List<RankedCause> causes =
        diagnosis.causes().stream().filter(one -> !settled.containsAll(one.explains())).toList();
    List<Risk> risks = leaveOut(diagnosis.risks(), RISK, hidden);
    boolean fault = diagnosis.verdict() == Diagnosis.Verdict.FAULT && !causes.isEmpty();
    return diagnosis
        .withoutDecided(causes, risks)
        .with(new Caveat.Suppressed(hidden, fault, sentences(hidden)));
  }

  /** The first cause of each symptom that is to be explained. */
  private static Map<String, RankedCause> leaders(Diagnosis diagnosis) {
    Map<String, RankedCause> leaders = new LinkedHashMap<>();
    for (Symptom symptom : diagnosis.symptoms()) {
      if (symptom.disposition() == Disposition.FAULTY) {
        diagnosis.causes().stream()
            .filter(cause -> cause.explains().contains(symptom.id()))
            .findFirst()
            .ifPresent(cause -> leaders.put(symptom.id(), cause));
      }
    }
    return leaders;
  }

  private List<Phrase> sentences(List<Hidden> hidden) {
    List<Phrase> sentences = new ArrayList<>();
    for (Hidden one : hidden) {
      String key = one.reason().equals(BASELINE) ? "suppressed.known" : "suppressed.one";
      sentences.add(
          Phrase.of(key, "id", one.id(), "subject", one.subject(), "reason", one.reason()));
    }
    for (Suppression one : suppressions) {
      if (one.expired(today)) {
        sentences.add(
            Phrase.of("suppressed.expired", "id", one.id(), "until", String.valueOf(one.until())));
      } else if (!used.contains(one)) {
        sentences.add(Phrase.of("suppressed.unused", "id", one.id(), "subject", one.subject()));
      }
    }
    return List.copyOf(sentences);
  }
}
