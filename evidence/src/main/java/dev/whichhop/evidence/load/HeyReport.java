package dev.whichhop.evidence.load;

/** The report of hey, and of oha and ghz, which print it in hey's way. */
final class HeyReport implements LoadReport {

  @Override
  public String tool() {
    return "hey";
  }

  @Override
  public boolean marks(String line) {
    String text = line.strip();
    return text.equals("Status code distribution:")
        || text.equals("Error distribution:")
        || text.equals("Latency distribution:")
        || text.equals("Response time histogram:")
        || text.equals("Response time distribution:");
  }

  @Override
  public boolean begins(String line) {
    return line.strip().equals("Summary:");
  }

  @Override
  public void line(String line, LoadSummary into) {
    String text = line.strip();
    int in = text.indexOf("% in ");
    if (in > 0 && Character.isDigit(text.charAt(0))) {
      into.percentile(text.substring(0, in), text.substring(in + 5));
    }
    int close = text.indexOf(']');
    if (text.startsWith("[") && close > 1) {
      String key = text.substring(1, close);
      String rest = text.substring(close + 1).strip();
      if (rest.endsWith(" responses")) {
        into.code(key, LoadSummary.count(rest));
      } else if (LoadSummary.count(key) >= 0 && !rest.startsWith("|") && !rest.isEmpty()) {
        into.code(rest, LoadSummary.count(key));
      }
    }
    long count = LoadSummary.count(LoadReport.after(line, "Count:"));
    if (count >= 0) {
      into.requests(count);
    }
  }
}
