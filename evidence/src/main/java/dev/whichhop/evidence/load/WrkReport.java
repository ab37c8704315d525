package dev.whichhop.evidence.load;

/** The report of wrk and wrk2. It has no codes, only the number of answers beyond 2xx and 3xx. */
final class WrkReport implements LoadReport {

  @Override
  public String tool() {
    return "wrk";
  }

  @Override
  public boolean marks(String line) {
    return begins(line) || line.contains(" requests in ") && line.endsWith(" read");
  }

  @Override
  public boolean begins(String line) {
    return line.startsWith("Running ") && line.contains(" test @ ");
  }

  @Override
  public void line(String line, LoadSummary into) {
    String text = line.strip();
    int percent = text.indexOf('%');
    if (percent > 0 && percent < 9 && Character.isDigit(text.charAt(0))) {
      into.percentile(text.substring(0, percent), text.substring(percent + 1).strip());
    }
    int requests = text.indexOf(" requests in ");
    if (requests > 0) {
      into.requests(LoadSummary.count(text));
      into.failed(0);
    }
    long bad = LoadSummary.count(LoadReport.after(line, "Non-2xx or 3xx responses:"));
    if (bad >= 0) {
      into.code("non-2xx or 3xx", bad);
      into.failed(bad);
    }
    String socket = LoadReport.after(line, "Socket errors:");
    for (String part : socket.split(",", -1)) {
      String[] words = part.strip().split(" ", 2);
      if (words.length == 2 && LoadSummary.count(words[1]) > 0) {
        into.code("socket error: " + words[0], LoadSummary.count(words[1]));
      }
    }
  }
}
