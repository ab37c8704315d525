package dev.whichhop.diagnosis.integration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.diagnosis.check.Checks;
import dev.whichhop.diagnosis.route.Asked;
import dev.whichhop.knowledge.Question;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.survey.Integration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the integration report of a bundle. */
public final class Integrations {
  private static final Question SELECTS =
      new Question("gateways-select", List.of(Hop.GATEWAY), List.of("gateway-selects-no-pod"));

  private static final Question MESHED =
      new Question(
          "components-meshed",
          List.of(Hop.CONTROL_PLANE),
          List.of(
              "knative-component-outside-mesh",
              "activator-probes-fail",
              "autoscaler-scrapes-fail",
              "activator-websocket-broken"));

  private static final Question CERTIFICATES =
      new Question(
          "certificates",
          List.of(Hop.GATEWAY),
          List.of("certificate-expired", "callers-reject-certificate"));

  private Integrations() {}

  /** The questions in the order in which to look. */
  public static Integration of(Bundle bundle) {
    Map<String, Finding> findings = findings(bundle);
    List<Step> steps =
        Stream.of(
                Conditions.ready(bundle),
                Conditions.ingressClass(bundle),
                Gateways.there(bundle),
                asked(SELECTS, findings),
                Gateways.listen(bundle),
                Gateways.routesArrived(bundle),
                Traffic.agrees(bundle),
                asked(MESHED, findings),
                Policies.admit(bundle),
                Rules.spareRevisions(bundle),
                asked(CERTIFICATES, findings),
                SharedPod.resources(bundle),
                SharedPod.drainOrder(bundle))
            .map(Integrations::inItsWords)
            .toList();
    return new Integration(steps, bundle.inputs());
  }

  private static Step asked(Question question, Map<String, Finding> findings) {
    return Asked.of(question, question.hops().getFirst(), findings);
  }

  private static Map<String, Finding> findings(Bundle bundle) {
    Set<String> wanted =
        Stream.of(SELECTS, MESHED, CERTIFICATES)
            .flatMap(one -> one.checks().stream())
            .collect(Collectors.toSet());
    CaseFile file = Diagnoser.open(bundle);
    Map<String, Finding> findings = new HashMap<>();
    Checks.all().stream()
        .filter(check -> wanted.contains(check.id()))
        .forEach(check ->
            findings.put(check.id(), new Finding(check.id(), check.hop(), check.look(file))));
    return findings;
  }

  private static Step inItsWords(Step step) {
    return new Step(
        step.hop(),
        step.ask(),
        Phrase.of("integration." + step.ask()),
        step.reply(),
        step.because(),
        step.evidence(),
        false);
  }
}
