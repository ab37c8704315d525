package dev.whichhop.app.commands.probe;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.probe.AttemptReport;
import dev.whichhop.probe.http2.Http2Client;
import dev.whichhop.probe.wire.Attempt;
import dev.whichhop.probe.wire.Connector;
import dev.whichhop.probe.wire.Ending;
import dev.whichhop.probe.wire.HttpConnection;
import dev.whichhop.probe.wire.HttpRequest;
import dev.whichhop.probe.wire.WireEnd;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One request and how it ended. */
final class OneRequest {
  /** How long the connection is watched after the answer of a traced request. */
  private static final Duration TAIL = Duration.ofSeconds(1);

  private final Answers answers;
  private final boolean trace;

  OneRequest(Answers answers, boolean trace) {
    this.answers = answers;
    this.trace = trace;
  }

  int run(Connector connector, HttpRequest request) {
    WarmUp.run(request.target().tls());
    return switch (connector.open()) {
      case Connector.Opened.Failed failed -> print(request, failed.attempt(), null);
      case Connector.Opened.Open open -> {
        try (HttpConnection connection = open.connection().keepingHeads()) {
          Attempt attempt = connection.exchange(request);
          boolean answered = attempt.ending() instanceof Ending.Answered;
          yield print(request, attempt, trace && answered ? connection.idle(TAIL) : null);
        }
      }
    };
  }

  /** The same over HTTP/2; what becomes of the connection afterwards is not watched. */
  int run(Http2Client client, HttpRequest request) throws InterruptedException, WrongOptions {
    try {
      return print(request, client.exchange(request), null);
    } catch (SSLException e) {
      throw new WrongOptions("TLS of this Java runtime cannot be used: " + e.getMessage());
    }
  }

  private int print(HttpRequest request, Attempt attempt, @Nullable WireEnd tail) {
    AttemptReport report = new AttemptReport(answers.messages());
    answers.print(
        out -> report.print(request, attempt, trace, tail, answers.colours(), out),
        () -> report.tree(request, attempt, trace, tail));
    return switch (attempt.ending()) {
      case Ending.ClientLimit _ -> ExitStatus.UNREADABLE;
      case Ending ending -> ending.good() ? ExitStatus.NOTHING_WRONG : ExitStatus.FAULT;
    };
  }
}
