package dev.whichhop.records.log;

import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.records.LiteralMatcher;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What an error message of a client library says about the wire.
 *
 * <p>The literals are those of curl (lib/strerror.c), Go (net, net/http, syscall), Node.js and
 * undici (error codes), Python (requests, urllib3, aiohttp, httpx), Java (java.net, Apache
 * HttpClient, OkHttp, Reactor Netty), .NET, Ruby and hyper. Where several stand in one message, the
 * earlier line of the table counts: the cause that is told in a chain is more exact than the word
 * around it.
 *
 * @param failure {@link ClientFailure#NONE} when the text has none of them
 * @param ofCaller true when only the side that sent a request says so; false when a server could
 *     have written it about its own client
 */
public record FailureText(ClientFailure failure, boolean ofCaller) {

  /** Names of client libraries around a message that a server could have written too. */
  private static final LiteralMatcher CALLERS =
      new LiteralMatcher(
          List.of(
              "connectionpool(",
              "('connection aborted.'",
              "requests.exceptions",
              "urllib3.exceptions",
              "axioserror",
              "webclientrequestexception",
              "feign.retryableexception",
              "statusruntimeexception",
              "rpc error: code ="),
          true);

  static final FailureText NONE = new FailureText(ClientFailure.NONE, false);
  private static final List<FailureText> MEANINGS = new ArrayList<>();
  private static final LiteralMatcher LITERALS = table();

  private static LiteralMatcher table() {
    List<String> literals = new ArrayList<>();
    caller(
        literals,
        ClientFailure.DNS,
        ":53: i/o timeout",
        ":53: read: connection refused",
        "server misbehaving",
        "resolving timed out",
        "could not resolve host",
        "no such host",
        "enotfound",
        "eai_again",
        "name or service not known",
        "temporary failure in name resolution",
        "unknownhostexception",
        "failed to resolve",
        "unresolvedaddressexception",
        "nodename nor servname");
    caller(
        literals,
        ClientFailure.REFUSED,
        "connection refused",
        "econnrefused",
        "errno 111", // Linux, errno.h; 104, 110 and 113 below too
        "connect call failed",
        "actively refused",
        "err_connection_refused",
        "couldn't connect to server",
        "couldn\u2019t connect to server");
    caller(
        literals,
        ClientFailure.UNREACHABLE,
        "no route to host",
        "ehostunreach",
        "errno 113",
        "network is unreachable",
        "enetunreach",
        "host is unreachable",
        "destination unreachable",
        "network unreachable",
        "host unreachable");
    caller(
        literals,
        ClientFailure.TLS,
        "certificate verify failed",
        "x509:",
        "ssl_connect",
        "ssl connect error",
        "unable to get local issuer",
        "cert_has_expired",
        "pkix path building failed",
        "ssl certificate problem");
    either(
        literals,
        ClientFailure.TLS,
        "sslhandshakeexception",
        "handshake failure",
        "handshake_failure",
        "certificate has expired",
        "certificateexpired",
        "sslerror",
        "wrong version number",
        "remote host terminated the handshake",
        "fatal alert");
    caller(
        literals,
        ClientFailure.PARTIAL,
        "incompleteread",
        "incomplete chunked read",
        "chunkedencodingerror",
        "prematurely closed during response",
        "premature end of content-length",
        "transfer closed with",
        "without sending complete message body",
        "payload is not completed",
        "fixed content-length");
    either(literals, ClientFailure.PARTIAL, "unexpected eof", "premature close", "premature eof");
    caller(
        literals,
        ClientFailure.EMPTY_REPLY,
        "empty reply from server",
        "socket hang up",
        "remotedisconnected",
        "remote end closed connection",
        "nohttpresponseexception",
        "prematurely closed before response",
        "prematurecloseexception",
        "unexpected end of stream",
        "unexpected end of file from server",
        "serverdisconnectederror",
        "server disconnected",
        "server closed idle connection",
        "server closed connection",
        "server closed the connection",
        "lost connection to mysql server",
        "server has gone away",
        "connection was forcibly closed",
        "und_err_socket",
        "other side closed",
        "response ended prematurely",
        "connection closed before message completed",
        "err_empty_response");
    either(
        literals,
        ClientFailure.RESET,
        "connection reset",
        "connectionreset",
        "econnreset",
        "errno 104",
        "forcibly closed by the remote host",
        "reset by peer",
        "err_connection_reset");
    caller(literals, ClientFailure.EMPTY_REPLY, "header parser received no bytes");
    caller(
        literals,
        ClientFailure.HTTP2,
        "err_http2",
        "refused_stream",
        "http2 framing",
        "http/2 stream");
    either(literals, ClientFailure.HTTP2, "goaway", "rst_stream", "stream was reset");
    caller(
        literals,
        ClientFailure.CONNECT_TIMEOUT,
        "connecttimeout",
        "connect timed out",
        "connect timeout",
        "connection timed out",
        "connection timeout",
        "syn timeout",
        "syn timed out",
        "net::opentimeout",
        "execution expired",
        "can't connect to mysql server",
        "the connection attempt failed",
        "etimedout",
        "errno 110",
        "und_err_connect_timeout");
    caller(
        literals,
        ClientFailure.TIMEOUT,
        "readtimeout",
        "read timed out",
        "awaiting headers",
        "und_err_headers_timeout",
        "net::readtimeout",
        "upstream timed out",
        "operation timed out after",
        "taskcanceledexception",
        "greeting never received", // nodemailer, lib/smtp-connection
        "no response from",
        "no answer from",
        "no reply from",
        "did not respond",
        "did not answer");
    either(
        literals,
        ClientFailure.TIMEOUT,
        "i/o timeout",
        "context deadline exceeded",
        "deadline exceeded",
        "code = deadlineexceeded",
        "deadline_exceeded",
        "sockettimeoutexception",
        "esockettimedout",
        "timed out",
        "timeout");
    caller(literals, ClientFailure.REFUSED, "java.net.connectexception");
    caller(
        literals,
        ClientFailure.OTHER,
        "upstream connect error or disconnect/reset before headers",
        "broker may not be available",
        "network_exception",
        "ailed to open tcp connection",
        "rpc error: code = unavailable",
        "statusruntimeexception: unavailable");
    either(literals, ClientFailure.OTHER, "connection aborted", "broken pipe", "econnaborted");
    return new LiteralMatcher(literals, true);
  }

  private static void caller(List<String> into, ClientFailure failure, String... literals) {
    enter(into, new FailureText(failure, true), literals);
  }

  private static void either(List<String> into, ClientFailure failure, String... literals) {
    enter(into, new FailureText(failure, false), literals);
  }

  private static void enter(List<String> into, FailureText meaning, String... literals) {
    for (String literal : literals) {
      into.add(literal);
      MEANINGS.add(meaning);
    }
  }

  /** What the text says; {@link ClientFailure#NONE} when it has no error message known. */
  public static FailureText of(String text) {
    BitSet found = new BitSet();
    FailureText told = LITERALS.find(text, found) ? MEANINGS.get(found.nextSetBit(0)) : NONE;
    boolean ofCaller = found.stream().anyMatch(index -> MEANINGS.get(index).ofCaller);
    ofCaller |= CALLERS.find(text, new BitSet());
    boolean dialing = dials(text) || text.contains("connect ETIMEDOUT");
    if (dialing && told.failure == ClientFailure.TIMEOUT) {
      return new FailureText(ClientFailure.CONNECT_TIMEOUT, true);
    }
    if ((told == NONE || told.failure == ClientFailure.OTHER) && endsOfFile(text)) {
      return new FailureText(ClientFailure.EMPTY_REPLY, false);
    }
    return told == NONE ? NONE : new FailureText(told.failure, ofCaller || dialing);
  }

  /** {@code dial tcp 10.0.0.1:80} of Go, {@code dial 10.0.0.1:80}. */
  private static boolean dials(String text) {
    int at = text.indexOf("dial ");
    return at >= 0
        && (text.startsWith("tcp", at + 5)
            || at + 5 < text.length() && Character.isDigit(text.charAt(at + 5)));
  }

  /** {@code EOF} as a word of its own, as Go's and Java's libraries end their messages. */
  private static boolean endsOfFile(String text) {
    int at = text.indexOf("EOF");
    while (at >= 0) {
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean ends = at + 3 >= text.length() || !Character.isLetterOrDigit(text.charAt(at + 3));
      if (begins && ends) {
        return true;
      }
      at = text.indexOf("EOF", at + 3);
    }
    return text.contains("EOFError") || text.contains("EOFException");
  }
}
