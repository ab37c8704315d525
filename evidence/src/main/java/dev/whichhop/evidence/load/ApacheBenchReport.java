package dev.whichhop.evidence.load;

/**
 * The report of ab. {@code Failed requests} counts broken connections and answers of another length
 * than the first; {@code Non-2xx responses} are apart and not among them.
 */
final class ApacheBenchReport implements LoadReport {

  @Override
  public String tool() {
    return "ab";
  }

  @Override
  public boolean marks(String line) {
    return begins(line) || line.startsWith("Complete requests:");
  }

  @Override
  public boolean begins(String line) {
    return line.startsWith("This is ApacheBench");
  }

  @Override
  public void line(String line, LoadSummary into) {
    long complete = LoadSummary.count(LoadReport.after(line, "Complete requests:"));
    long failed = LoadSummary.count(LoadReport.after(line, "Failed requests:"));
    long bad = LoadSummary.count(LoadReport.after(line, "Non-2xx responses:"));
    if (complete >= 0) {
      into.requests(complete);
    }
    if (failed >= 0) {
      into.failed(failed);
    }
    if (bad >= 0) {
      into.code("non-2xx", bad);
    }
    String text = line.strip();
    int percent = text.indexOf('%');
    if (percent > 0 && percent <= 3 && Character.isDigit(text.charAt(0))) {
      into.percentile(text.substring(0, percent), LoadSummary.number(text.substring(percent + 1)));
    }
  }
}
