package dev.whichhop.app.commands.probe;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.probe.HopsReport;
import dev.whichhop.probe.hops.FailingLeg;
import dev.whichhop.probe.load.LoadPlan;
import dev.whichhop.probe.load.LoadResult;
import dev.whichhop.probe.wire.HttpRequest;
import java.util.ArrayList;
import java.util.List;

/** The same requests to each place of a path, one place after the other. */
final class HopsRun {
  private final Answers answers;
  private final RequestOptions options;

  HopsRun(Answers answers, RequestOptions options) {
    this.answers = answers;
    this.options = options;
  }

  int run(List<HttpRequest> places, LoadPlan plan) throws InterruptedException, WrongOptions {
    List<LoadResult> results = new ArrayList<>();
    ManyRequests many = new ManyRequests(answers);
    for (HttpRequest place : places) {
      results.add(many.load(options.connector(place.target()), place, plan));
    }
    List<String> urls = places.stream().map(one -> one.target().toString()).toList();
    HopsReport report = new HopsReport(answers.messages());
    answers.print(
        out -> report.print(urls, results, answers.colours(), out),
        () -> report.tree(urls, results));
    if (results.stream().anyMatch(ManyRequests::ownLimit)) {
      return ExitStatus.UNREADABLE;
    }
    return switch (HopsReport.leg(results)) {
      case FailingLeg.None _ -> ExitStatus.NOTHING_WRONG;
      case FailingLeg.Between _, FailingLeg.Innermost _ -> ExitStatus.FAULT;
    };
  }
}
