package dev.whichhop.model.evidence;

import dev.whichhop.model.evidence.PackedDocument.Kind;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A value of a {@link PackedDocument}: a view that is made where somebody walks. */
final class PackedNode implements Node {
  private final PackedDocument document;
  private final int index;
  private final Place place;

  PackedNode(PackedDocument document, int index, Place place) {
    this.document = document;
    this.index = index;
    this.place = place;
  }

  @Override
  public Place place() {
    return place;
  }

  @Override
  public Node get(String key) {
    int found = isMapping() ? document.find(index, key) : -1;
    return found < 0 ? new Missing(place) : child(found);
  }

  private boolean isMapping() {
    return document.kind(index) == Kind.MAPPING;
  }

  @Override
  public boolean isSequence() {
    return document.kind(index) == Kind.SEQUENCE;
  }

  @Override
  public boolean isBlock() {
    return document.kind(index) == Kind.BLOCK;
  }

  @Override
  public Optional<String> text() {
    return Optional.ofNullable(textOrNull());
  }

  @Override
  public String textOrEmpty() {
    String text = textOrNull();
    return text == null ? "" : text;
  }

  private @Nullable String textOrNull() {
    Kind kind = document.kind(index);
    int number = document.value(index);
    boolean none = (kind != Kind.SCALAR && kind != Kind.BLOCK) || number == PackedDocument.NO_TEXT;
    return none ? null : document.texts().text(number);
  }

  private Node child(int at) {
    int step = document.step(at);
    Place below =
        isMapping()
            ? place.below(document.texts().key(step), document.line(at))
            : place.item(step, document.line(at));
    return new PackedNode(document, at, below);
  }

  @Override
  public Map<String, Node> entries() {
    return isMapping() ? new Entries() : Map.of();
  }

  @Override
  public List<Node> items() {
    return isSequence() ? new Items(children()) : List.of();
  }

  @Override
  public void walk(BiConsumer<String, Node> visitor) {
    if (isMapping()) {
      for (int child : children()) {
        Node node = child(child);
        visitor.accept(document.texts().key(document.step(child)), node);
        node.walk(visitor);
      }
    } else if (isSequence()) {
      for (int child : children()) {
        child(child).walk(visitor);
      }
    }
  }

  /** The indices of what is right below. */
  private int[] children() {
    int[] children = new int[8];
    int count = 0;
    int end = document.end(index);
    for (int i = index + 1; i < end; i = document.end(i)) {
      if (document.kind(i) != Kind.REPLACED) {
        children = count == children.length ? Arrays.copyOf(children, 2 * count) : children;
        children[count++] = i;
      }
    }
    return Arrays.copyOf(children, count);
  }

  /** The same value of the same document; places tell documents apart. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PackedNode node && document == node.document && index == node.index;
  }

  @Override
  public int hashCode() {
    return 31 * place.hashCode() + index;
  }

  @Override
  public String toString() {
    return isMapping() ? entries().toString() : isSequence() ? items().toString() : textOrEmpty();
  }

  private final class Items extends AbstractList<Node> implements RandomAccess {
    private final int[] children;

    Items(int[] children) {
      this.children = children;
    }

    @Override
    public Node get(int number) {
      return child(children[number]);
    }

    @Override
    public int size() {
      return children.length;
    }
  }

  private final class Entries extends AbstractMap<String, Node> {
    @Override
    public @Nullable Node get(@Nullable Object key) {
      int found = key instanceof String text ? document.find(index, text) : -1;
      return found < 0 ? null : child(found);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return key instanceof String text && document.find(index, text) >= 0;
    }

    @Override
    public boolean isEmpty() {
      return document.end(index) == index + 1;
    }

    @Override
    public Set<Entry<String, Node>> entrySet() {
      int[] children = children();
      return new AbstractSet<>() {
        @Override
        public Iterator<Entry<String, Node>> iterator() {
          return new EntryIterator(children);
        }

        @Override
        public int size() {
          return children.length;
        }
      };
    }
  }

  private final class EntryIterator implements Iterator<Map.Entry<String, Node>> {
    private final int[] children;
    private int next;

    EntryIterator(int[] children) {
      this.children = children;
    }

    @Override
    public boolean hasNext() {
      return next < children.length;
    }

    @Override
    public Map.Entry<String, Node> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int child = children[next++];
      return Map.entry(document.texts().key(document.step(child)), child(child));
    }
  }
}
