package dev.whichhop.evidence.load;

/** fortio's text report; {@code Code -1} are requests that got no answer. */
final class FortioReport implements LoadReport {

  @Override
  public String tool() {
    return "fortio";
  }

  @Override
  public boolean marks(String line) {
    return begins(line)
        || line.startsWith("Sockets used: ")
        || line.startsWith("Code ") && line.endsWith("%)") && line.contains(" : ");
  }

  @Override
  public boolean begins(String line) {
    return line.startsWith("Fortio ") && line.contains(" running at ");
  }

  @Override
  public void line(String line, LoadSummary into) {
    String ended = LoadReport.after(line, "Ended after ");
    int calls = ended.indexOf(" : ");
    if (calls > 0 && ended.contains(" calls")) {
      into.requests(LoadSummary.count(ended.substring(calls + 3)));
    }
    String target = LoadReport.after(line, "# target ");
    int percent = target.indexOf('%');
    if (percent > 0) {
      into.percentile(
          target.substring(0, percent), LoadSummary.number(target.substring(percent + 1)) * 1000);
    }
    boolean code = line.startsWith("Code ");
    int colon = line.indexOf(" : ");
    if ((code || line.startsWith("Health ")) && colon > 0) {
      into.code(
          line.substring(code ? 5 : 7, colon).strip(),
          LoadSummary.count(line.substring(colon + 3)));
    }
  }
}
