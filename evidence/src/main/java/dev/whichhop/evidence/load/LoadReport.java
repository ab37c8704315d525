package dev.whichhop.evidence.load;

/** How one tool prints its report. */
interface LoadReport {

  /** Name of the tool, as it goes into the result. */
  String tool();

  /** True for a line that only this tool's report has. */
  boolean marks(String line);

  /** True for the line with which a new report begins, when several follow one another. */
  boolean begins(String line);

  /** Takes what the line says; lines that say nothing are passed over. */
  void line(String line, LoadSummary into);

  /** The text behind {@code label} when the line, without blanks, begins with it; else empty. */
  static String after(String line, String label) {
    String text = line.strip();
    return text.startsWith(label) ? text.substring(label.length()).strip() : "";
  }
}
