package dev.whichhop.model.evidence;

import dev.whichhop.model.evidence.PackedDocument.Kind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the documents of one file, one after the other, value by value in the order of the text;
 * whoever reads them gets {@link Node}s. What is written is told by its index.
 *
 * <p>In a mapping {@link #key} comes before each value.
 */
public final class DocumentPacker {
  private static final int FEW = 64;
  private static final int NO_KEY = -1;

  private final String file;
  private final String path;
  private final TextTable texts = new TextTable();
  private int[] heads = new int[FEW];
  private int[] lines = new int[FEW];
  private int[] values = new int[FEW];
  private int size;

  /** Indices of the mappings and lists that are open, the innermost last. */
  private int[] open = new int[16];

  /** Of each of them the key that waits for its value, or how many items it has. */
  private int[] steps = new int[16];

  private int depth;

  /** Of each key whether the mapping that is looked at has it: then this is {@link #mark}. */
  private int[] marks = new int[FEW];

  /** Of each key that it has, where. */
  private int[] positions = new int[FEW];

  private int mark;

  /**
   * @param path what stands before the paths of the values, for documents within a value
   */
  public DocumentPacker(String file, String path) {
    this.file = file;
    this.path = path;
  }

  public int depth() {
    return depth;
  }

  /** True where a mapping is the innermost and the next scalar is a key. */
  public boolean expectsKey() {
    return depth > 0 && inMapping() && steps[depth - 1] == NO_KEY;
  }

  private boolean inMapping() {
    return isA(Kind.MAPPING, open[depth - 1]);
  }

  private boolean isA(Kind kind, int index) {
    return PackedDocument.kindOf(heads[index]) == kind;
  }

  /** The key that waits for its value; null when none does. */
  public @Nullable String pendingKey() {
    return depth > 0 && inMapping() && steps[depth - 1] != NO_KEY
        ? texts.key(steps[depth - 1])
        : null;
  }

  /** The key of what is being read right below the outermost mapping; empty without one. */
  public String keyBeingRead() {
    return depth > 1 && isA(Kind.MAPPING, open[0])
        ? texts.key(PackedDocument.stepOf(heads[open[1]]))
        : "";
  }

  public void key(String key) {
    steps[depth - 1] = texts.addKey(key);
  }

  public int scalar(@Nullable String text, int line, boolean block) {
    int number = text == null ? PackedDocument.NO_TEXT : texts.addText(text);
    Kind kind = block ? Kind.BLOCK : Kind.SCALAR;
    return append(PackedDocument.head(kind, step()), line, number);
  }

  /** The complete value at an index of this document once more, as aliases of YAML have it. */
  public void copy(int index) {
    copy(index, step());
  }

  /** The entries of a mapping of this document that the innermost one does not have itself. */
  public void merge(int mapping) {
    steps[depth - 1] = NO_KEY;
    if (!isA(Kind.MAPPING, mapping)) {
      return;
    }
    markKeys(open[depth - 1]);
    int end = values[mapping];
    for (int i = mapping + 1; i < end; i = end(i)) {
      int key = PackedDocument.stepOf(heads[i]);
      if (!isA(Kind.REPLACED, i) && marks[key] != mark) {
        copy(i, key);
      }
    }
  }

  private void copy(int from, int step) {
    int moved = size - from;
    int end = end(from);
    for (int i = from; i < end; i++) {
      Kind kind = PackedDocument.kindOf(heads[i]);
      boolean scalar = kind == Kind.SCALAR || kind == Kind.BLOCK;
      append(
          i == from ? PackedDocument.head(kind, step) : heads[i],
          lines[i],
          scalar ? values[i] : values[i] + moved);
    }
  }

  /** Bytes that the keys and texts take, those of earlier documents of the file included. */
  public long textBytes() {
    return texts.bytes();
  }

  /** How many values there are at an index and below it. */
  public int count(int index) {
    return end(index) - index;
  }

  /** The text of the scalar at an index; empty for everything else. */
  public String text(int index) {
    Kind kind = PackedDocument.kindOf(heads[index]);
    boolean text =
        (kind == Kind.SCALAR || kind == Kind.BLOCK) && values[index] != PackedDocument.NO_TEXT;
    return text ? texts.text(values[index]) : "";
  }

  /** Opens a mapping or a list. */
  public int start(boolean mapping, int line) {
    int index =
        append(PackedDocument.head(mapping ? Kind.MAPPING : Kind.SEQUENCE, step()), line, 0);
    if (depth == open.length) {
      open = Arrays.copyOf(open, 2 * depth);
      steps = Arrays.copyOf(steps, 2 * depth);
    }
    open[depth] = index;
    steps[depth] = mapping ? NO_KEY : 0;
    depth++;
    return index;
  }

  /** Closes the innermost mapping or list. */
  public int end() {
    int index = open[--depth];
    values[index] = size;
    if (isA(Kind.MAPPING, index)) {
      markKeys(index);
    }
    return index;
  }

  private int append(int head, int line, int value) {
    if (size == heads.length) {
      int larger = size + (size >> 1);
      heads = Arrays.copyOf(heads, larger);
      lines = Arrays.copyOf(lines, larger);
      values = Arrays.copyOf(values, larger);
    }
    heads[size] = head;
    lines[size] = line;
    values[size] = value;
    return size++;
  }

  /** Takes the key that waits, or the number of the next item. */
  private int step() {
    if (depth == 0) {
      return 0;
    }
    int step = steps[depth - 1];
    steps[depth - 1] = inMapping() ? NO_KEY : step + 1;
    return Math.max(step, 0);
  }

  /** Marks the keys that a mapping has; of equal ones only the last value counts. */
  private void markKeys(int mapping) {
    if (marks.length < texts.keyCount()) {
      marks = Arrays.copyOf(marks, 2 * texts.keyCount());
      positions = Arrays.copyOf(positions, marks.length);
    }
    mark++;
    for (int i = mapping + 1; i < size; i = end(i)) {
      int key = PackedDocument.stepOf(heads[i]);
      if (marks[key] == mark) {
        int earlier = positions[key];
        values[earlier] = end(earlier);
        heads[earlier] = PackedDocument.head(Kind.REPLACED, key);
      }
      marks[key] = mark;
      positions[key] = i;
    }
  }

  private int end(int index) {
    return PackedDocument.end(heads[index], values[index], index);
  }

  /** The document, when it is complete; null otherwise. What is written next is another one. */
  public @Nullable Node take() {
    return depth > 0 || size == 0 ? null : finished();
  }

  /**
   * What is complete of a document that broke off: the entries of a mapping, the items of a list in
   * it. What was being read is dropped, because a field that is missing means its default.
   *
   * @return the document; null where nothing is complete
   */
  public @Nullable Node takePartial() {
    if (depth == 0) {
      return take();
    }
    if (depth > 1) {
      int child = open[1];
      int complete = depth > 2 ? open[2] : size;
      boolean list = isA(Kind.MAPPING, open[0]) && isA(Kind.SEQUENCE, child);
      size = list && complete > child + 1 ? complete : child;
      values[child] = size;
    }
    depth = 1;
    end();
    if (size == 1) {
      size = 0;
      return null;
    }
    return finished();
  }

  private Node finished() {
    heads = Arrays.copyOf(heads, size);
    lines = Arrays.copyOf(lines, size);
    values = Arrays.copyOf(values, size);
    Place place = new Place(file, lines[0], path);
    Node root = new PackedDocument(place, texts, heads, lines, values).root();
    heads = new int[FEW];
    lines = new int[FEW];
    values = new int[FEW];
    size = 0;
    return root;
  }
}
