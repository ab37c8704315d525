package dev.whichhop.probe.wire;

/**
 * The exit code that curl 7.88.1 has for an ending on a new connection; each is measured beside a
 * real curl by {@code CurlOracleTest}.
 */
public final class CurlExit {
  private static final int OK = 0;
  private static final int UNSUPPORTED_PROTOCOL = 1;
  private static final int COULD_NOT_RESOLVE = 6;
  private static final int COULD_NOT_CONNECT = 7;
  private static final int WEIRD_SERVER_REPLY = 8;
  private static final int HTTP2 = 16;
  private static final int PARTIAL_FILE = 18;
  private static final int TIMED_OUT = 28;
  private static final int TLS_CONNECT_ERROR = 35;
  private static final int EMPTY_REPLY = 52;
  private static final int RECEIVE_ERROR = 56;
  private static final int PEER_VERIFICATION = 60;
  private static final int HTTP2_STREAM = 92;

  private CurlExit() {}

  /** Over HTTP/2 curl calls an answer partial that has not begun, and ends bad streams. */
  public static int of(Attempt attempt) {
    int code = of(attempt.ending());
    if (!attempt.http2()) {
      return code;
    }
    return attempt.ending() instanceof Ending.BadFraming
        ? HTTP2_STREAM
        : code == EMPTY_REPLY ? PARTIAL_FILE : code;
  }

  /** Over HTTP/1.1. */
  public static int of(Ending ending) {
    return switch (ending) {
      case Ending.Answered _, Ending.GrpcAnswered _ -> OK;
      case Ending.StreamReset _, Ending.StreamLimit _ -> HTTP2_STREAM;
      case Ending.GoAway away -> goAway(away);
      case Ending.NotHttp2 _ -> HTTP2;
      case Ending.NameNotResolved _ -> COULD_NOT_RESOLVE;
      case Ending.Refused _, Ending.Unreachable _, Ending.ClientLimit _ -> COULD_NOT_CONNECT;
      case Ending.ConnectTimeout _ -> TIMED_OUT;
      case Ending.TlsAlert alert ->
          alert.phase() == Phase.TLS_HANDSHAKE ? TLS_CONNECT_ERROR : RECEIVE_ERROR;
      case Ending.NotTls _, Ending.TlsFailure _ -> TLS_CONNECT_ERROR;
      case Ending.BadCertificate _ -> PEER_VERIFICATION;
      case Ending.NotHttp _ -> UNSUPPORTED_PROTOCOL;
      case Ending.BadFraming bad ->
          bad.phase() == Phase.HEADERS ? WEIRD_SERVER_REPLY : RECEIVE_ERROR;
      case Ending.HeadersTooLarge _ -> RECEIVE_ERROR;
      case Ending.Lost lost -> lost(lost);
    };
  }

  private static int goAway(Ending.GoAway away) {
    return switch (away.end()) {
      case null -> HTTP2;
      case RESET -> RECEIVE_ERROR;
      case FIN, CLOSE_NOTIFY, TIMEOUT -> PARTIAL_FILE;
    };
  }

  private static int lost(Ending.Lost lost) {
    if (lost.how() == WireEnd.TIMEOUT) {
      return TIMED_OUT;
    }
    if (lost.phase() == Phase.TLS_HANDSHAKE) {
      return TLS_CONNECT_ERROR;
    }
    if (lost.how() == WireEnd.RESET) {
      return RECEIVE_ERROR;
    }
    return switch (lost.phase()) {
      case TLS_HANDSHAKE -> TLS_CONNECT_ERROR;
      case SENDING, WAITING, AFTER_INTERIM, STATUS_LINE -> EMPTY_REPLY;
      // Measured: curl is content with half a header block.
      case HEADERS -> OK;
      case BODY -> PARTIAL_FILE;
    };
  }
}
