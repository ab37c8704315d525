package dev.whichhop.evidence.load;

/** vegeta's text report. Code 0 are requests that got no answer. */
final class VegetaReport implements LoadReport {
  @Override
  public String tool() {
    return "vegeta";
  }

  @Override
  public boolean marks(String line) {
    return begins(line) || line.startsWith("Status Codes") && line.contains("[code:count]");
  }

  @Override
  public boolean begins(String line) {
    return line.startsWith("Requests") && line.contains("[total, rate");
  }

  @Override
  public void line(String line, LoadSummary into) {
    if (isError(line)) {
      into.error(line);
      return;
    }
    int open = line.indexOf('[');
    int close = line.indexOf(']');
    if (open < 0 || close < open) {
      return;
    }
    String[] names = line.substring(open + 1, close).split(",", -1);
    String values = line.substring(close + 1).strip();
    if (begins(line)) {
      into.requests(LoadSummary.count(values.split(",", 2)[0]));
    } else if (line.startsWith("Latencies")) {
      String[] latencies = values.split(",", -1);
      for (int i = 0; i < Math.min(names.length, latencies.length); i++) {
        String name = names[i].strip();
        if (!name.isEmpty() && Character.isDigit(name.charAt(0))) {
          into.percentile(name, latencies[i].strip());
        }
      }
    } else if (line.startsWith("Status Codes")) {
      for (String pair : values.split(" +", -1)) {
        int colon = pair.indexOf(':');
        if (colon > 0) {
          into.code(pair.substring(0, colon), LoadSummary.count(pair.substring(colon + 1)));
        }
      }
    }
  }

  /** Behind {@code Error Set:} stand Go's messages, {@code Get "http://…": EOF}. */
  private static boolean isError(String line) {
    return line.indexOf('"') > 0 && line.contains("\": ");
  }
}
