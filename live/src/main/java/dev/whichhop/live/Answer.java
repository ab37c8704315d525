package dev.whichhop.live;

/**
 * What the server said.
 *
 * @param status HTTP status
 * @param refusal the body where the status says no, at most 64 KiB of it; else empty
 * @param cut true when there was more than was wanted
 */
record Answer(int status, String refusal, boolean cut) {
  private static final int SHOWN = 300;

  boolean good() {
    return status >= 200 && status < 300;
  }

  boolean denied() {
    return status == 401 || status == 403;
  }

  /** Status and what the server said about it, in one line. */
  String reason() {
    String message = RefusalText.message(refusal).strip();
    String line = message.replaceAll("\\s+", " ");
    return "HTTP "
        + status
        + (line.isEmpty() ? "" : ": " + line.substring(0, Math.min(SHOWN, line.length())));
  }
}
