package dev.whichhop.probe.wire;

import dev.whichhop.model.evidence.ClientFailure;
import org.jspecify.annotations.Nullable;

/**
 * How one request ended, in the terms of the wire.
 *
 * <p>HTTP libraries send a request again in silence, call half a status line 200 and give one
 * exception for FIN and RST (measured; docs/probe.md); these kinds are what they throw together.
 */
public sealed interface Ending {

  /** A whole answer, good or bad. */
  record Answered(int status) implements Ending {}

  /** The name has no address. */
  record NameNotResolved() implements Ending {}

  /** A RST answered the SYN: nothing listens there, or a filter rejects. */
  record Refused() implements Ending {}

  /** The network said that there is no way: EHOSTUNREACH, ENETUNREACH. */
  record Unreachable() implements Ending {}

  /** Silence to the SYN until our patience ran out. */
  record ConnectTimeout() implements Ending {}

  /** This machine could not even send. */
  record ClientLimit(OwnLimit limit) implements Ending {}

  /** The peer refused in TLS's own words, for example {@code handshake_failure}. */
  record TlsAlert(Phase phase, String alert) implements Ending {}

  /** Bytes that are no TLS record, where TLS was expected; mostly plain HTTP. */
  record NotTls() implements Ending {}

  /** TLS failed here, for a reason that is none of the others. */
  record TlsFailure() implements Ending {}

  record BadCertificate(CertificateFault fault) implements Ending {}

  /** The connection ended, or our patience did, before the answer was whole. */
  record Lost(Phase phase, WireEnd how) implements Ending {}

  /** Bytes came that are no HTTP/1. */
  record NotHttp(Foreign protocol) implements Ending {}

  /** HTTP/1 whose framing cannot be believed: chunk sizes, lengths that contradict each other. */
  record BadFraming(Phase phase) implements Ending {}

  /** More header than any client takes. */
  record HeadersTooLarge() implements Ending {}

  /** A whole answer of gRPC, with the status that stands in its trailers; 0 is good. */
  record GrpcAnswered(int status) implements Ending {}

  /** HTTP/2 was asked for, and the peer speaks something else, HTTP/1 mostly. */
  record NotHttp2() implements Ending {}

  /** RST_STREAM: the peer gave up this request alone; the error is a name of RFC 9113, 7. */
  record StreamReset(String error) implements Ending {}

  /**
   * GOAWAY: the peer ended the connection before this request was answered.
   *
   * @param end how the connection ended, when the peer had said that it would still answer this
   *     request; null when it had not: the request was not served and may be sent elsewhere
   */
  record GoAway(String error, @Nullable WireEnd end) implements Ending {
    public boolean promised() {
      return end != null;
    }
  }

  /** The peer allows no stream at all (SETTINGS_MAX_CONCURRENT_STREAMS 0). */
  record StreamLimit() implements Ending {}

  /** What the bytes were that were no HTTP/1. */
  enum Foreign {
    /** A TLS record: the port speaks TLS, and the URL says http. */
    TLS("tls"),
    /** HTTP/2 frames. */
    HTTP2("http2"),
    OTHER("other");

    private final String word;

    Foreign(String word) {
      this.word = word;
    }
  }

  /**
   * The word for this kind of ending, for thresholds and tables, for example {@code empty-reply}.
   */
  default String code() {
    return switch (this) {
      case Answered answered -> "http-" + answered.status();
      case NameNotResolved _ -> "name-not-resolved";
      case Refused _ -> "refused";
      case Unreachable _ -> "unreachable";
      case ConnectTimeout _ -> "connect-timeout";
      case ClientLimit limit -> "client-limit-" + limit.limit().word();
      case TlsAlert alert -> "tls-alert-" + alert.alert().replace('_', '-');
      case NotTls _ -> "not-tls";
      case TlsFailure _ -> "tls-failure";
      case BadCertificate bad -> "certificate-" + bad.fault().word();
      case NotHttp foreign -> "not-http-" + foreign.protocol().word;
      case BadFraming bad -> "bad-framing-" + bad.phase().word();
      case HeadersTooLarge _ -> "headers-too-large";
      case GrpcAnswered grpc -> "grpc-" + grpc.status();
      case NotHttp2 _ -> "not-http2";
      case StreamReset reset -> "h2-stream-reset-" + reset.error();
      case GoAway away -> "h2-goaway-" + away.error() + (away.promised() ? "-promised" : "");
      case StreamLimit _ -> "h2-stream-limit";
      case Lost lost -> code(lost);
    };
  }

  private static String code(Lost lost) {
    return switch (lost.how()) {
      case FIN, CLOSE_NOTIFY ->
          lost.phase() == Phase.WAITING ? "empty-reply" : "closed-" + lost.phase().word();
      case RESET -> "reset-" + lost.phase().word();
      case TIMEOUT -> "timeout-" + lost.phase().word();
    };
  }

  /** The coarser class that evidence of other clients has too. */
  default ClientFailure failure() {
    return switch (this) {
      case Answered _, GrpcAnswered _ -> ClientFailure.NONE;
      case NotHttp2 _, StreamReset _, GoAway _, StreamLimit _ -> ClientFailure.HTTP2;
      case NameNotResolved _ -> ClientFailure.DNS;
      case Refused _ -> ClientFailure.REFUSED;
      case Unreachable _ -> ClientFailure.UNREACHABLE;
      case ConnectTimeout _ -> ClientFailure.CONNECT_TIMEOUT;
      case TlsAlert _, NotTls _, TlsFailure _, BadCertificate _ -> ClientFailure.TLS;
      case ClientLimit _, NotHttp _, BadFraming _, HeadersTooLarge _ -> ClientFailure.OTHER;
      case Lost lost -> failure(lost);
    };
  }

  /** True for a whole answer that does not say that the server could not. */
  default boolean good() {
    return (this instanceof Answered answered && answered.status() < 500)
        || (this instanceof GrpcAnswered grpc && grpc.status() == 0);
  }

  private static ClientFailure failure(Lost lost) {
    return switch (lost.how()) {
      case RESET -> lost.phase() == Phase.TLS_HANDSHAKE ? ClientFailure.TLS : ClientFailure.RESET;
      case TIMEOUT -> ClientFailure.TIMEOUT;
      case FIN, CLOSE_NOTIFY ->
          switch (lost.phase()) {
            case TLS_HANDSHAKE -> ClientFailure.TLS;
            case SENDING, WAITING, AFTER_INTERIM -> ClientFailure.EMPTY_REPLY;
            case STATUS_LINE, HEADERS, BODY -> ClientFailure.PARTIAL;
          };
    };
  }
}
