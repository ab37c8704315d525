package dev.whichhop.evidence.load;

/**
 * siege's report: colon and number behind each label. {@code Transactions} are the good ones alone:
 * availability is their share of good and failed together; answers of 400 and more count as failed.
 */
final class SiegeReport implements LoadReport {

  @Override
  public String tool() {
    return "siege";
  }

  @Override
  public boolean marks(String line) {
    return begins(line)
        || line.startsWith("Failed transactions:")
        || line.startsWith("Transactions:") && line.contains("hits");
  }

  @Override
  public boolean begins(String line) {
    return line.startsWith("** SIEGE ");
  }

  @Override
  public void line(String line, LoadSummary into) {
    long hits = LoadSummary.count(LoadReport.after(line, "Transactions:"));
    long failed = LoadSummary.count(LoadReport.after(line, "Failed transactions:"));
    if (hits >= 0) {
      into.addRequests(hits);
    }
    if (failed >= 0) {
      into.failed(failed);
      into.addRequests(failed);
    }
  }
}
