package dev.whichhop.app.commands.probe;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.probe.IdleReport;
import dev.whichhop.probe.idle.IdleTimeout;
import dev.whichhop.probe.idle.IdleTimeoutSearch;
import dev.whichhop.probe.wire.Connector;
import dev.whichhop.probe.wire.HttpRequest;

/** The idle timeout of one place. */
final class IdleSearch {
  private final Answers answers;
  private final IdleOptions options;

  IdleSearch(Answers answers, IdleOptions options) {
    this.answers = answers;
    this.options = options;
  }

  int run(Connector connector, HttpRequest request) throws InterruptedException, WrongOptions {
    IdleTimeout found =
        new IdleTimeoutSearch(
                connector,
                request,
                System::nanoTime,
                answers.interruption()::requested,
                options.longest(),
                options.precision())
            .find();
    IdleReport report = new IdleReport(answers.messages());
    String url = request.target().toString();
    answers.print(out -> report.print(url, found, out), () -> report.tree(url, found));
    return switch (found) {
      case IdleTimeout.NotKept _ -> ExitStatus.FAULT;
      case IdleTimeout.Announced _, IdleTimeout.Unannounced _, IdleTimeout.Stands _ ->
          ExitStatus.NOTHING_WRONG;
    };
  }
}
