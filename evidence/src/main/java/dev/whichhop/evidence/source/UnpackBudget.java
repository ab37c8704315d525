package dev.whichhop.evidence.source;

/**
 * What one archive may unpack to, archives inside it included. The limits are far above real
 * evidence (a must-gather of a large cluster has some ten thousand files and a few GiB, text packs
 * 10:1 to 50:1) and far below what would hurt.
 */
final class UnpackBudget {
  /** Entries of an archive or files of a folder. */
  static final int MOST_ENTRIES = 100_000;

  /** Unpacked bytes of an archive, which is also the most that is put into the spool for it. */
  static final long MOST_BYTES = 8L << 30;

  /**
   * Deflate cannot do better than 1032:1 (zlib's documentation), which is what bombs have; a log of
   * one line again and again has 260:1.
   */
  static final long HIGHEST_RATIO = 500;

  /** The ratio is not looked at below this: small files of one repeated line are harmless. */
  static final long RATIO_FREE_BYTES = 64L << 20;

  private final long packedBytes;
  private long unpackedBytes;
  private int entries;

  /**
   * @param packedBytes size of the archive; 0 when it is unknown, then nothing above {@link
   *     #RATIO_FREE_BYTES} is accepted
   */
  UnpackBudget(long packedBytes) {
    this.packedBytes = packedBytes;
  }

  void entry() throws UnpackLimit {
    if (++entries > MOST_ENTRIES) {
      throw new UnpackLimit(
          "more than " + MOST_ENTRIES + " entries; stopped there, unpack what matters by hand");
    }
  }

  void unpacked(long bytes) throws UnpackLimit {
    unpackedBytes += bytes;
    if (unpackedBytes > MOST_BYTES) {
      throw new UnpackLimit(
          "unpacks to more than "
              + (MOST_BYTES >> 30)
              + " GiB; stopped there, give the files that"
              + " matter unpacked");
    }
    if (unpackedBytes > RATIO_FREE_BYTES && unpackedBytes / HIGHEST_RATIO > packedBytes) {
      throw new UnpackLimit(
          "unpacks to more than "
              + HIGHEST_RATIO
              + " times its size, as only a decompression bomb"
              + " does; stopped there");
    }
  }
}
