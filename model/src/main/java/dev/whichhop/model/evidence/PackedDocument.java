package dev.whichhop.model.evidence;

/**
 * A document as three numbers for each of its values, in the order of the text: a {@code
 * /config_dump} of 300 MB has seven million values, which do not fit into a heap of 1 GiB as
 * objects and take 80 MB as numbers. Nodes are made where somebody walks, see {@link PackedNode}.
 *
 * <p>A value is at an index, and what is below it follows it, up to {@link #end}.
 */
final class PackedDocument {
  /** What is at an index. */
  enum Kind {
    SCALAR,
    /** A block scalar of YAML. */
    BLOCK,
    MAPPING,
    SEQUENCE,
    /** The value of a key that comes again in the same mapping: the last one counts. */
    REPLACED;

    private static final Kind[] ALL = values();
  }

  /** The kind stands above these bits, the number of the key or of the item in them. */
  private static final int STEP_BITS = 28;

  /** Keys of a file, and items of a list, that there is room for. */
  static final int MOST_STEPS = 1 << STEP_BITS;

  /** A scalar without a text: null. */
  static final int NO_TEXT = -1;

  private final Place place;
  private final TextTable texts;
  private final int[] heads;
  private final int[] lines;

  /** Of a scalar the number of its text, else the end. */
  private final int[] values;

  PackedDocument(Place place, TextTable texts, int[] heads, int[] lines, int[] values) {
    this.place = place;
    this.texts = texts;
    this.heads = heads;
    this.lines = lines;
    this.values = values;
  }

  PackedNode root() {
    return new PackedNode(this, 0, place);
  }

  static int head(Kind kind, int step) {
    return kind.ordinal() << STEP_BITS | step;
  }

  static Kind kindOf(int head) {
    return Kind.ALL[head >>> STEP_BITS];
  }

  static int stepOf(int head) {
    return head & MOST_STEPS - 1;
  }

  Kind kind(int index) {
    return kindOf(heads[index]);
  }

  int line(int index) {
    return lines[index];
  }

  TextTable texts() {
    return texts;
  }

  /** The number of the key of a value in a mapping, the number of an item in a list. */
  int step(int index) {
    return stepOf(heads[index]);
  }

  int value(int index) {
    return values[index];
  }

  /** The index after a value and all that is below it. */
  int end(int index) {
    return end(heads[index], values[index], index);
  }

  static int end(int head, int value, int index) {
    return switch (kindOf(head)) {
      case MAPPING, SEQUENCE, REPLACED -> value;
      case SCALAR, BLOCK -> index + 1;
    };
  }

  /** The index of the value under a key of the mapping at {@code mapping}; -1 without one. */
  int find(int mapping, String key) {
    int number = texts.keyNumber(key);
    if (number < 0) {
      return -1;
    }
    int end = values[mapping];
    for (int i = mapping + 1; i < end; i = end(i)) {
      if (stepOf(heads[i]) == number && kind(i) != Kind.REPLACED) {
        return i;
      }
    }
    return -1;
  }
}
