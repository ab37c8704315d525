package dev.whichhop.diagnosis;

import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.diagnosis.exchange.Exchanges;
import dev.whichhop.diagnosis.ladder.Ladders;
import dev.whichhop.diagnosis.narrow.Narrowing;
import dev.whichhop.diagnosis.narrow.Scope;
import dev.whichhop.diagnosis.ranking.NextSteps;
import dev.whichhop.diagnosis.ranking.Ranking;
import dev.whichhop.diagnosis.remedy.Refusals;
import dev.whichhop.diagnosis.remedy.Remedies;
import dev.whichhop.diagnosis.route.Route;
import dev.whichhop.diagnosis.route.Walk;
import dev.whichhop.diagnosis.symptom.Symptoms;
import dev.whichhop.diagnosis.triage.Triages;
import dev.whichhop.knowledge.Artefact;
import dev.whichhop.knowledge.Cause;
import dev.whichhop.knowledge.HarmfulChanges;
import dev.whichhop.knowledge.Question;
import dev.whichhop.knowledge.Questions;
import dev.whichhop.knowledge.RemedyCatalogue;
import dev.whichhop.knowledge.Timers;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Caveat;
import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.Diagnosis.Verdict;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.diagnosis.Risk;
import dev.whichhop.model.diagnosis.Station;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.ladder.Ladder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * From a bundle to a diagnosis: join, find symptoms, ask every check, rank the causes, decide.
 *
 * <p>Deterministic: the same bundle gives the same answer.
 */
public final class Diagnoser {
  /** A first cause less probable than this is a guess, and a guess is not a verdict. */
  private static final double VERDICT = 0.5;

  private static final Set<Side> CALLERS =
      Set.of(Side.CALLER, Side.BALANCER, Side.GATEWAY, Side.OUTBOUND);

  private final List<Check> checks;
  private final List<Cause> causes;
  private final Map<String, Artefact> artefacts;
  private final List<Question> questions = Questions.load();
  private final Ladders ladders = new Ladders(Timers.load());
  private final Remedies remedies;
  private final Refusals refusals = new Refusals(HarmfulChanges.load());

  public Diagnoser(List<Check> checks, List<Cause> causes, Map<String, Artefact> artefacts) {
    this.checks = List.copyOf(checks);
    this.causes = List.copyOf(causes);
    this.artefacts = Map.copyOf(artefacts);
    this.remedies = new Remedies(causes, RemedyCatalogue.load());
  }

  /** Opens the case: exchanges and symptoms of the bundle. */
  public static CaseFile open(Bundle bundle) {
    List<Exchange> exchanges = Exchanges.of(bundle);
    return new CaseFile(bundle, exchanges, Symptoms.of(bundle, exchanges));
  }

  /** Opens the case as far as it is asked about. */
  public static CaseFile open(Bundle bundle, Scope scope) {
    CaseFile whole = open(bundle);
    return scope.everything() ? whole : Narrowing.of(whole, scope).file();
  }

  public Diagnosis diagnose(Bundle bundle) {
    return diagnose(open(bundle), bundle, List.of());
  }

  /** Diagnoses only what is asked about; the rest of the bundle is context. */
  public Diagnosis diagnose(Bundle bundle, Scope scope) {
    if (scope.everything()) {
      return diagnose(bundle);
    }
    Narrowing.Narrowed narrowed = Narrowing.of(open(bundle), scope);
    return diagnose(narrowed.file(), narrowed.asked(), List.of(narrowed.caveat()));
  }

  /**
   * @param asked the observations that may prove that requests succeed
   */
  private Diagnosis diagnose(CaseFile file, Bundle asked, List<Caveat> caveats) {
    // Checks only read, and the order of the findings is that of the checks whoever is done first.
    boolean cut = CutDocuments.in(file.bundle());
    Set<String> missing = GapsSeen.artefacts(file.bundle().gaps());
    List<Finding> findings =
        checks.parallelStream()
            .map(check ->
                new Finding(check.id(), check.hop(), asFarAsSeen(check, file, cut, missing)))
            .toList();
    Ranking ranking = Ranking.of(causes, file.symptoms(), findings);
    Verdict verdict = verdict(file.symptoms(), asked, ranking);
    List<Station> route = Route.of(file, verdict == Verdict.FAULT ? ranking.causes() : List.of());
    List<RankedCause> sure = verdict == Verdict.FAULT ? ranking.causes() : List.of();
    List<Ladder> timers = ladders.of(file, sure);
    return new Diagnosis(
        verdict,
        file.symptoms(),
        Triages.of(file),
        verdict == Verdict.HEALTHY ? List.of() : remedies.fit(file, ranking.causes(), timers),
        refusals.of(file.bundle(), sure),
        ranking.ruledOut(),
        risks(ranking, findings),
        Walk.along(route, file, findings, questions),
        findings,
        route,
        verdict == Verdict.INSUFFICIENT
            ? NextSteps.of(causes, ranking.causes(), findings, artefacts)
            : List.of(),
        timers,
        file.bundle().inputs(),
        Stream.concat(GapsSeen.caveat(file.bundle().gaps(), findings).stream(), caveats.stream())
            .toList());
  }

  private static Answer asFarAsSeen(Check check, CaseFile file, boolean cut, Set<String> missing) {
    Answer answer = GapsSeen.asFarAsSeen(check, check.look(file), missing);
    return cut ? CutDocuments.asFarAsSeen(check, answer) : answer;
  }

  private static Verdict verdict(List<Symptom> symptoms, Bundle asked, Ranking ranking) {
    boolean faulty = symptoms.stream().anyMatch(one -> one.disposition() == Disposition.FAULTY);
    if (faulty) {
      boolean sure =
          !ranking.causes().isEmpty() && ranking.causes().getFirst().confidence() >= VERDICT;
      if (sure) {
        return Verdict.FAULT;
      }
      return refuted(symptoms, asked) ? Verdict.HEALTHY : Verdict.INSUFFICIENT;
    }
    boolean served = trafficSucceeded(asked) && symptoms.stream().noneMatch(Symptom::troubles);
    return served ? Verdict.HEALTHY : Verdict.INSUFFICIENT;
  }

  /**
   * All that is left to explain was only said, and requests were seen to succeed where it counts.
   */
  private static boolean refuted(List<Symptom> symptoms, Bundle bundle) {
    boolean callers = succeeded(bundle, Set.of(Side.CALLER)) || loadSucceeded(bundle);
    boolean proxies = callers || succeeded(bundle, CALLERS);
    return proxies
        && symptoms.stream()
            .allMatch(
                one -> one.disposition() != Disposition.FAULTY || Symptoms.refutable(one, callers));
  }

  private static boolean succeeded(Bundle bundle, Set<Side> sides) {
    return bundle.observations().stream()
        .anyMatch(one -> one.succeeded() && sides.contains(one.vantage().side()));
  }

  /** Healthy needs proof: requests that were seen to succeed. */
  private static boolean trafficSucceeded(Bundle bundle) {
    return bundle.observations().stream().anyMatch(Observation::succeeded) || loadSucceeded(bundle);
  }

  private static boolean loadSucceeded(Bundle bundle) {
    return bundle.loadResults().stream().anyMatch(one -> one.requests() > 0 && one.failed() == 0);
  }

  /**
   * Findings that no cause in the verdict uses: true, and without a symptom. What causes use as
   * context (their weights are hints) is no risk either.
   */
  private List<Risk> risks(Ranking ranking, List<Finding> findings) {
    Set<String> used = new HashSet<>();
    ranking.causes().forEach(one -> one.supporting().forEach(f -> used.add(f.check())));
    Set<String> harmful = new HashSet<>();
    for (Cause cause : causes) {
      for (Cause.Expectation expectation : cause.answers()) {
        if (expectation.found().nats() >= dev.whichhop.knowledge.Weight.STRONG.nats()) {
          harmful.add(expectation.check());
        }
      }
    }
    return findings.stream()
        .filter(finding -> finding.answer() instanceof Answer.Found)
        .filter(finding -> !used.contains(finding.check()) && harmful.contains(finding.check()))
        .map(Risk::new)
        .toList();
  }
}
