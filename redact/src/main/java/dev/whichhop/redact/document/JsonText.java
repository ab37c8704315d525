package dev.whichhop.redact.document;

import dev.whichhop.redact.find.Harmless;
import dev.whichhop.redact.find.SecretFinder;
import dev.whichhop.redact.find.SecretKind;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * JSON, read token by token and written again as it stands, apart from secrets. It may be spread
 * over lines or stand in one line of any length.
 */
final class JsonText {
  private static final String NUMBERS_AND_WORDS = "+-.0123456789eEaflnrstuINy";

  private final Output out;
  private final UnaryOperator<String> nested;

  /** Null outside of a document. */
  private @Nullable Mapping in;

  /** The object, or the list of objects, whose kind is waited for while the output is held. */
  private @Nullable Mapping waiting;

  private boolean keyNext;
  private int documentsDeep;

  /**
   * @param nested redacts a text that is a document of its own
   */
  JsonText(Output out, UnaryOperator<String> nested) {
    this.out = out;
    this.nested = nested;
  }

  boolean isOpen() {
    return in != null;
  }

  /** Whether JSON may begin here: a bracket, and behind it what may follow one. */
  static boolean mayBegin(String text, int at) {
    if (at >= text.length() || (text.charAt(at) != '{' && text.charAt(at) != '[')) {
      return false;
    }
    boolean object = text.charAt(at) == '{';
    int next = at + 1;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    if (next == text.length() || text.charAt(next) == '"') {
      return true;
    }
    char c = text.charAt(next);
    return object ? c == '}' : c == '{' || c == ']' || c == '[';
  }

  /**
   * Takes what is whole of the text from {@code from} on.
   *
   * @param more true when the line goes on behind the text
   * @return where the rest begins: with a token that is not whole, with what is no JSON, or behind
   *     the document
   */
  int take(String text, int from, boolean more) {
    int at = from;
    do {
      at = blanks(text, at);
      if (at == text.length()) {
        return at;
      }
      int next = token(text, at, more);
      if (next == at) {
        return at;
      }
      at = next;
    } while (in != null);
    return at;
  }

  private int blanks(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    out.append(text.substring(from, at));
    return at;
  }

  private int token(String text, int at, boolean more) {
    char c = text.charAt(at);
    switch (c) {
      case '{', '[' -> open(c == '[');
      case '}', ']' -> close();
      case ',' -> {
        Mapping open = in;
        keyNext = open != null && !open.list;
      }
      case ':' -> keyNext = false;
      case '"' -> {
        int end = Quoted.end(text, at + 1);
        if (end < 0) {
          return at;
        }
        string(text.substring(at + 1, end));
        return end + 1;
      }
      default -> {
        return word(text, at, more);
      }
    }
    out.append(String.valueOf(c));
    return at + 1;
  }

  private void open(boolean list) {
    Mapping outer = in;
    if (outer != null && outer.parent != null && outer.parent == waiting && isData(outer)) {
      // The data of a Secret are texts: an answer with other objects in it.
      waiting = null;
      out.decide(false);
    }
    if (outer != null && !list && !out.isHeld() && Judge.mayBeSecretData(outer, outer.lastKey)) {
      waiting = outer;
      out.hold(() -> outer.hasApiVersion || isItemOfObjects(outer));
    }
    // An item of a list stands under the list's key.
    String key = outer == null ? "" : outer.list ? outer.key : outer.lastKey;
    in = new Mapping(key, outer, documentsDeep++, list);
    keyNext = !list;
  }

  private void close() {
    Mapping closed = in;
    if (closed == null) {
      return;
    }
    if (closed == waiting && isItem(closed)) {
      waiting = list(closed);
    } else if (closed == waiting) {
      waiting = null;
      out.giveUp();
    }
    in = closed.parent;
    documentsDeep--;
    keyNext = false;
  }

  private static boolean isData(Mapping mapping) {
    return mapping.key.equals("data") || mapping.key.equals("stringData");
  }

  /** An item that does not say what it is, of a list that does not yet: {@code SecretList}. */
  private static boolean isItem(Mapping object) {
    Mapping list = list(object);
    return list != null && list.kind.isEmpty() && !object.hasApiVersion;
  }

  private static boolean isItemOfObjects(Mapping object) {
    Mapping list = list(object);
    return list != null && list.kind.isEmpty() && list.hasApiVersion;
  }

  private static @Nullable Mapping list(Mapping object) {
    Mapping items = object.parent;
    return items != null && items.list && items.key.equals("items") ? items.parent : null;
  }

  /** Forgets the document: what follows is none. */
  void abandon() {
    in = null;
    documentsDeep = 0;
    if (waiting != null) {
      waiting = null;
      out.giveUp();
    }
  }

  private void string(String written) {
    Mapping holder = in;
    if (holder == null || keyNext) {
      if (holder != null) {
        holder.lastKey = Quoted.unescaped(written);
      }
      out.append("\"" + SecretFinder.replaced(written, out::count) + "\"");
      return;
    }
    String key = holder.list ? "" : holder.lastKey;
    String value = Quoted.unescaped(written);
    note(holder, key, value);
    value(holder, key, value, "\"" + other(written, value) + "\"");
    if (holder.list) {
      holder.name = value;
    }
  }

  private void note(Mapping holder, String key, String value) {
    holder.scalar(key, value);
    if (holder == waiting && !holder.kind.isEmpty()) {
      waiting = null;
      out.decide(holder.kind.equals("Secret") || holder.kind.equals("SecretList"));
    } else if (key.equals("kind")
        && value.equals("Secret")
        && (waiting == null || waiting == list(holder))) {
      // In a text of another object that is held, or one of several.
      waiting = null;
      out.decide(true);
    }
  }

  /** A value whose place does not make it a secret. */
  private String other(String written, String value) {
    if (mayBegin(value, 0) || value.indexOf('\n') >= 0) {
      String changed = nested.apply(value);
      return changed.equals(value) ? written : Quoted.escaped(changed);
    }
    return written;
  }

  private void value(Mapping holder, String key, String value, String written) {
    SecretKind kind = Judge.of(holder, key, value);
    String shown =
        kind == null
            ? SecretFinder.replaced(written, out::count)
            : "\"" + Quoted.escaped(Judge.replacement(kind, key, value)) + "\"";
    boolean possible = Judge.isInPossibleSecret(holder) && !value.isEmpty();
    if (possible) {
      out.countIfSecret();
    }
    if (kind != null && possible) {
      out.countUnlessSecret(kind);
    } else if (kind != null) {
      out.count(kind);
    }
    out.append(shown, possible ? "\"" + Harmless.REDACTED + "\"" : shown);
  }

  private int word(String text, int at, boolean more) {
    int end = at;
    while (end < text.length() && NUMBERS_AND_WORDS.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    Mapping holder = in;
    if (end == at || (end == text.length() && more) || holder == null) {
      return at;
    }
    String word = text.substring(at, end);
    String key = holder.list ? "" : holder.lastKey;
    value(holder, key, word, word);
    return end;
  }
}
