package dev.whichhop.evidence.load;

/** The end-of-test summary of k6, before and since the counts are written as {@code n out of m}. */
final class K6Report implements LoadReport {

  @Override
  public String tool() {
    return "k6";
  }

  @Override
  public boolean marks(String line) {
    String text = line.strip();
    return text.startsWith("http_req_duration") && text.contains("avg=")
        || text.startsWith("http_reqs.")
        || text.startsWith("http_req_failed.");
  }

  @Override
  public boolean begins(String line) {
    return false;
  }

  @Override
  public void line(String line, LoadSummary into) {
    String text = line.strip();
    int colon = text.indexOf(": ");
    if (colon < 0) {
      return;
    }
    String value = text.substring(colon + 2).strip();
    if (text.startsWith("http_reqs.")) {
      into.requests(LoadSummary.count(value));
    } else if (text.startsWith("http_req_failed.")) {
      into.failed(failed(value));
    } else if (text.startsWith("http_req_duration.")) {
      for (String part : value.split(" +", -1)) {
        if (part.startsWith("med=")) {
          into.percentile("50", part.substring(4));
        } else if (part.startsWith("p(")) {
          int close = part.indexOf(")=");
          into.percentile(
              part.substring(2, Math.max(close, 2)), part.substring(Math.max(close, 0) + 2));
        }
      }
    }
  }

  /** {@code 0.07% ✓ 71 ✗ 99566} or {@code 0.07% 71 out of 99637}. */
  private static long failed(String value) {
    int percent = value.indexOf('%');
    String rest = value.substring(percent + 1).strip();
    return LoadSummary.count(rest.startsWith("\u2713") ? rest.substring(1) : rest);
  }
}
