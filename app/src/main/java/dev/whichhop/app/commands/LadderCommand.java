package dev.whichhop.app.commands;

import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.app.report.LadderText;
import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.diagnosis.check.Checks;
import dev.whichhop.knowledge.Artefacts;
import dev.whichhop.knowledge.Causes;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.ladder.Ladder;
import dev.whichhop.model.ladder.Origin;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code whichhop ladder PATH…}: the timers of the path, their sources and their order. */
@Command(
    name = "ladder",
    mixinStandardHelpOptions = true,
    description = "Each value with where it comes from.",
    footerHeading = "%nExamples:%n",
    footer = {"  whichhop ladder incident/", "  whichhop ladder mesh.yaml aws/ -o json"})
public final class LadderCommand extends SurveyCommand<List<Ladder>> {

  /** The whole diagnosis, since the failing leg is known only with the verdict. */
  @Override
  List<Ladder> look(Bundle bundle) {
    return new Diagnoser(Checks.all(), Causes.load(), Artefacts.load()).diagnose(bundle).ladders();
  }

  @Override
  Map<String, Object> tree(List<Ladder> ladders, Messages messages) {
    return AnswerTree.ofLadders(ladders, messages);
  }

  @Override
  void print(List<Ladder> ladders, Messages messages, PrintWriter out) {
    new LadderText(messages, Terminal.colours()).all(ladders, out);
  }

  /** Defaults alone are no evidence of anything. */
  @Override
  int status(List<Ladder> ladders) {
    boolean seen =
        ladders.stream()
            .flatMap(ladder -> ladder.rungs().stream())
            .anyMatch(rung ->
                rung.origin() instanceof Origin.Configured
                    || rung.origin() instanceof Origin.Measured);
    if (!seen) {
      return ExitStatus.EVIDENCE_MISSING;
    }
    return ladders.stream().anyMatch(Ladder::wrong) ? ExitStatus.FAULT : ExitStatus.NOTHING_WRONG;
  }
}
