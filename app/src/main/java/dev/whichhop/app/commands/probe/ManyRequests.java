package dev.whichhop.app.commands.probe;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.probe.LoadReport;
import dev.whichhop.probe.load.Load;
import dev.whichhop.probe.load.LoadPlan;
import dev.whichhop.probe.load.LoadResult;
import dev.whichhop.probe.load.Threshold;
import dev.whichhop.probe.wire.Connector;
import dev.whichhop.probe.wire.Ending;
import dev.whichhop.probe.wire.HttpRequest;
import java.util.List;

/** A load, and whether it kept its limits. */
final class ManyRequests {
  private final Answers answers;

  ManyRequests(Answers answers) {
    this.answers = answers;
  }

  int run(Connector connector, HttpRequest request, LoadPlan plan, List<Threshold> thresholds)
      throws InterruptedException {
    LoadResult result = load(connector, request, plan);
    boolean interrupted = answers.interruption().requested();
    LoadReport report = new LoadReport(answers.messages());
    String url = request.target().toString();
    answers.print(
        out -> report.print(url, result, thresholds, interrupted, answers.colours(), out),
        () -> report.tree(url, result, thresholds, interrupted));
    if (ownLimit(result)) {
      return ExitStatus.UNREADABLE;
    }
    boolean wrong =
        thresholds.isEmpty()
            ? result.failed() > 0
            : thresholds.stream().anyMatch(one -> one.exceeded(result));
    return wrong ? ExitStatus.FAULT : ExitStatus.NOTHING_WRONG;
  }

  /** Sends them, with a line that tells how it goes. */
  LoadResult load(Connector connector, HttpRequest request, LoadPlan plan)
      throws InterruptedException {
    Load load =
        new Load(connector, request, plan, System::nanoTime, answers.interruption()::requested);
    try (LiveLine _ = new LiveLine(load, answers.err())) {
      return load.run();
    }
  }

  /** True when this machine could not send all that it was to send. */
  static boolean ownLimit(LoadResult result) {
    return result.outcomes().stream().anyMatch(one -> one.ending() instanceof Ending.ClientLimit);
  }
}
