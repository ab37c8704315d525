package dev.whichhop.app.commands;

import dev.whichhop.app.report.SurveyText;
import dev.whichhop.app.report.SurveyTree;
import dev.whichhop.diagnosis.survey.Surveys;
import dev.whichhop.knowledge.Artefacts;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.survey.Survey;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code whichhop check PATH…}: settings as written beside settings as used. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Pool settings, breakers, proxy resources, active connections and ejected hosts of each"
            + " service.",
    footerHeading = "%nExamples:%n",
    footer = {"  whichhop check destinationrules.yaml pods.yaml config_dump.json clusters.json"})
public final class CheckCommand extends SurveyCommand<Survey> {

  @Override
  Survey look(Bundle bundle) {
    return Surveys.of(bundle);
  }

  @Override
  int status(Survey survey) {
    if (!survey.looked()) {
      return ExitStatus.EVIDENCE_MISSING;
    }
    return survey.anyStands() ? ExitStatus.FAULT : ExitStatus.NOTHING_WRONG;
  }

  @Override
  Map<String, Object> tree(Survey survey, Messages messages) {
    return SurveyTree.of(survey, messages);
  }

  @Override
  void print(Survey survey, Messages messages, PrintWriter out) {
    new SurveyText(messages, Artefacts.load(), Terminal.colours()).print(survey, out);
  }
}
