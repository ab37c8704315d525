package dev.whichhop.evidence.document;

/**
 * What all documents of a run may take of the memory: more than the largest cluster that is known
 * needs, and less than a heap of 1 GiB has room for. A value takes twelve bytes.
 */
final class DocumentBudget {
  /** A {@code /config_dump} of 300 MB has seven million. */
  static final int MOST_VALUES = 24_000_000;

  private static final long MOST_TEXT_BYTES = 256L << 20;

  /** The last tenth is for small documents, so that huge ones do not cost those after them. */
  private static final int SMALL_VALUES = 100_000;

  private final int mostValues;
  private int values;
  private long textBytes;

  DocumentBudget(int mostValues) {
    this.mostValues = mostValues;
  }

  /**
   * Takes room.
   *
   * @param of values that the file has taken before
   */
  void take(int more, long text, int of) throws DocumentLimit {
    int most = of > SMALL_VALUES ? mostValues - mostValues / 10 : mostValues;
    if (values + more > most) {
      throw new DocumentLimit("more than " + most + " values in all documents");
    }
    if (textBytes + text > MOST_TEXT_BYTES) {
      throw new DocumentLimit(
          "more than " + (MOST_TEXT_BYTES >> 20) + " MiB of text in all documents");
    }
    values += more;
    textBytes += text;
  }
}
