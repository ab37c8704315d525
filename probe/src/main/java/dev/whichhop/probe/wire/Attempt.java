package dev.whichhop.probe.wire;

/**
 * One request and what became of it.
 *
 * @param reused true when the connection had answered a request before
 * @param bytesReceived bytes of this answer, headers and interim answers included, TLS taken off
 * @param surplus bytes that came behind the end of the answer and belong to nothing
 * @param head status line and headers as they came; empty when none came whole
 * @param remote address and port that were tried last; empty when there was none
 * @param reusable true when the connection may carry another request
 */
public record Attempt(
    Ending ending,
    boolean reused,
    boolean tls,
    boolean http2,
    long bytesReceived,
    long surplus,
    String head,
    String remote,
    boolean reusable,
    Waterfall waterfall) {

  /** The code of the ending; {@code -reused} behind it when an old connection failed. */
  public String code() {
    boolean answered = ending instanceof Ending.Answered;
    return reused && !answered ? ending.code() + "-reused" : ending.code();
  }
}
