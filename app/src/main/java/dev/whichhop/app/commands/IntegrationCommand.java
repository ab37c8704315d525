package dev.whichhop.app.commands;

import dev.whichhop.app.report.IntegrationText;
import dev.whichhop.app.report.IntegrationTree;
import dev.whichhop.diagnosis.integration.Integrations;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.survey.Integration;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code whichhop integration PATH…}: do Istio and Knative fit together? */
@Command(
    name = "integration",
    mixinStandardHelpOptions = true,
    description = "Gateways, routes, revisions, mTLS, policies, certificates, pods.",
    footerHeading = "%nExamples:%n",
    footer = {"  whichhop integration knative/ istio/ gateway-routes.json"})
public final class IntegrationCommand extends SurveyCommand<Integration> {

  @Override
  Integration look(Bundle bundle) {
    return Integrations.of(bundle);
  }

  @Override
  int status(Integration integration) {
    if (integration.blind()) {
      return ExitStatus.EVIDENCE_MISSING;
    }
    return integration.broken() ? ExitStatus.FAULT : ExitStatus.NOTHING_WRONG;
  }

  @Override
  Map<String, Object> tree(Integration integration, Messages messages) {
    return IntegrationTree.of(integration, messages);
  }

  @Override
  void print(Integration integration, Messages messages, PrintWriter out) {
    new IntegrationText(messages, Terminal.colours()).print(integration, out);
  }
}
