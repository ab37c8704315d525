package dev.whichhop.app.report.probe;

import dev.whichhop.knowledge.Messages;
import dev.whichhop.probe.wire.Ending;
import dev.whichhop.probe.wire.Phase;
import dev.whichhop.probe.wire.WireEnd;
import java.util.Map;

/** What the ending of a request means, as {@code messages/…/probe.properties} says it. */
final class EndingSentences {
  private final Messages messages;

  EndingSentences(Messages messages) {
    this.messages = messages;
  }

  /** One sentence; empty for an answer that needs none. */
  String of(Ending ending) {
    String key = "probe.ending." + key(ending);
    return switch (ending) {
      case Ending.Answered _ -> messages.template(key);
      case Ending.GrpcAnswered grpc when grpc.good() -> "";
      case Ending.GrpcAnswered grpc -> messages.text(key, Map.of("status", "" + grpc.status()));
      case Ending.StreamReset reset -> messages.text(key, Map.of("error", reset.error()));
      case Ending.GoAway away -> messages.text(key, Map.of("error", away.error()));
      case Ending.TlsAlert alert -> messages.text(key, Map.of("alert", alert.alert()));
      default -> messages.text(key);
    };
  }

  /** The same, with what it means that an old connection was used. */
  String of(Ending ending, boolean reused) {
    boolean answered = ending instanceof Ending.Answered;
    return reused && !answered ? of(ending) + " " + messages.text("probe.reused") : of(ending);
  }

  /** Statuses and alerts are many: they share a sentence by class. */
  static String key(Ending ending) {
    return switch (ending) {
      case Ending.Answered answered -> "http-" + answered.status() / 100 + "xx";
      case Ending.TlsAlert _ -> "tls-alert";
      case Ending.BadFraming _ -> "bad-framing";
      case Ending.GrpcAnswered _ -> "grpc";
      case Ending.StreamReset _ -> "h2-stream-reset";
      case Ending.GoAway away -> away.promised() ? "h2-goaway-promised" : "h2-goaway";
      case Ending.Lost lost when inAnswer(lost.phase()) ->
          switch (lost.how()) {
            case FIN, CLOSE_NOTIFY -> "closed-in-answer";
            case RESET -> "reset-in-answer";
            case TIMEOUT -> "timeout-in-answer";
          };
      case Ending.Lost lost when lost.phase() == Phase.SENDING && lost.how() != WireEnd.TIMEOUT ->
          "reset-while-sending";
      default -> ending.code();
    };
  }

  private static boolean inAnswer(Phase phase) {
    return switch (phase) {
      case STATUS_LINE, HEADERS, BODY -> true;
      case TLS_HANDSHAKE, SENDING, WAITING, AFTER_INTERIM -> false;
    };
  }
}
