package dev.whichhop.redact.document;

import dev.whichhop.redact.find.Harmless;
import dev.whichhop.redact.find.SecretFinder;
import dev.whichhop.redact.find.SecretKind;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * YAML and what is laid out like it ({@code kubectl describe}), line by line: whose value a line
 * holds, its column tells. Lines are written again as they stand, apart from secrets.
 */
final class YamlText {
  private static final Pattern BLOCK = Pattern.compile("(?:!\\S+ +)?[|>][-+0-9]{0,2}(?: +#.*)?");

  /** Values in {@code - {name: A, value: b}}. */
  private static final Pattern FLOW_VALUE =
      Pattern.compile(
          "([\"']?\\bvalue[\"']?\\s*:\\s*)(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^,}\\]]+)");

  private static final int LONGEST_KEY = 200;

  private final Output out;
  private final UnaryOperator<String> nested;
  private Mapping in = root();

  /** The object whose kind is waited for. */
  private @Nullable Mapping waiting;

  /** Lines that begin right of this column belong to a value that is taken out; -1 without one. */
  private int goneRightOf = -1;

  private String item = "";

  YamlText(Output out, UnaryOperator<String> nested) {
    this.out = out;
    this.nested = nested;
  }

  private static Mapping root() {
    return new Mapping("", null, -1, false);
  }

  /** Takes the line if it belongs to a value that is taken out, whatever it looks like. */
  boolean takeRest(String line) {
    if (goneRightOf < 0) {
      return false;
    }
    int column = column(line);
    if (column < line.length() && column <= goneRightOf) {
      goneRightOf = -1;
      return false;
    }
    String rest = column == line.length() ? line : line.substring(0, column) + Harmless.REDACTED;
    out.append(rest);
    return true;
  }

  private static int column(String line) {
    int column = 0;
    while (column < line.length() && line.charAt(column) == ' ') {
      column++;
    }
    return column;
  }

  /** Takes the line if it is a key with its value or an item of a list. */
  boolean take(String line) {
    int column = column(line);
    if (column == line.length()) {
      return false;
    }
    if (column == 0 && (line.startsWith("---") || line.equals("..."))) {
      end();
      return false;
    }
    int at = column;
    int dash = -1;
    while (at < line.length()
        && line.charAt(at) == '-'
        && (at + 1 == line.length() || line.charAt(at + 1) == ' ')) {
      dash = dash < 0 ? at : dash;
      at++;
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
    }
    int keyEnd = keyEnd(line, at);
    if (keyEnd < 0) {
      return dash >= 0 ? item(line, dash, at) : rest(line, column);
    }
    String key = line.substring(at, keyEnd);
    if (key.startsWith("\"") || key.startsWith("'")) {
      key = key.substring(1, key.length() - 1);
    }
    Mapping holder = holder(at, dash);
    holder.lastKey = key;
    int value = keyEnd + 1;
    while (value < line.length() && line.charAt(value) == ' ') {
      value++;
    }
    value(holder, key, line, value, at);
    return true;
  }

  /** Ends the document. */
  void end() {
    in = root();
    goneRightOf = -1;
    if (waiting != null) {
      out.giveUp();
      waiting = null;
    }
  }

  /** Index of the colon behind a key that begins here; -1 when none does. */
  private static int keyEnd(String line, int from) {
    if (from >= line.length()) {
      return -1;
    }
    char quote = line.charAt(from);
    int at = from;
    if (quote == '"' || quote == '\'') {
      at = line.indexOf(quote, from + 1) + 1;
      if (at <= 0) {
        return -1;
      }
    } else {
      while (at < line.length() && at - from < LONGEST_KEY && isKeyPart(line.charAt(at))) {
        at++;
      }
    }
    boolean colon = at > from && at < line.length() && line.charAt(at) == ':';
    return colon && (at + 1 == line.length() || line.charAt(at + 1) == ' ') ? at : -1;
  }

  private static boolean isKeyPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_-./@$+".indexOf(c) >= 0;
  }

  /** The mapping whose keys stand in this column. */
  private Mapping holder(int column, int dash) {
    Mapping at = in;
    int most = dash < 0 ? column + 1 : dash + 1;
    while (at.parent != null && at.column >= most) {
      if (at == waiting) {
        // Nothing ever said what it is.
        out.giveUp();
        waiting = null;
      }
      at = at.parent;
    }
    if (at.column != column || dash >= 0) {
      at = new Mapping(at.lastKey, at, column, dash >= 0);
    }
    in = at;
    return at;
  }

  private void value(Mapping holder, String key, String line, int at, int column) {
    String written = line.substring(at).stripTrailing();
    String value = plain(written);
    boolean block = BLOCK.matcher(written).matches();
    if (holder.kind.isEmpty()) {
      holder.scalar(key, value);
      if (holder == waiting && !holder.kind.isEmpty()) {
        waiting = null;
        out.decide(value.equals("Secret"));
      }
    } else {
      holder.scalar(key, value);
    }
    if (written.isEmpty() && Judge.mayBeSecretData(holder, key)) {
      if (waiting != holder) {
        // The data of a Secret are texts, without other data in them.
        out.decide(false);
      }
      waiting = holder;
      out.append(line);
      out.hold(() -> holder.hasApiVersion);
      return;
    }
    boolean possible = Judge.isInPossibleSecret(holder);
    SecretKind kind =
        written.isEmpty() ? null : Judge.of(holder, key, block ? "a text of some lines" : value);
    if (kind == null && isFlowOfSecret(holder, key, value)) {
      kind = SecretKind.SECRET_DATA;
    }
    String kept = line.substring(0, at);
    String shown = line;
    if (kind != null) {
      shown = kept + (block ? written : Judge.replacement(kind, key, value));
      goneRightOf = column;
    } else if (!block && !written.isEmpty()) {
      shown = kept + other(holder, key, line.substring(at), value);
    }
    write(shown, kind, possible, kept + (block || written.isEmpty() ? written : Harmless.REDACTED));
  }

  /** {@code data: {user: x}}. */
  private static boolean isFlowOfSecret(Mapping holder, String key, String value) {
    boolean data = key.equals("stringData") || (key.equals("data") && holder.kind.equals("Secret"));
    return data && value.startsWith("{") && !Harmless.isNothing(value);
  }

  private void write(String shown, @Nullable SecretKind kind, boolean possible, String ifSecret) {
    if (possible) {
      out.countIfSecret();
    }
    if (kind != null && possible) {
      out.countUnlessSecret(kind);
    } else if (kind != null) {
      out.count(kind);
    }
    out.append(shown, possible ? ifSecret : shown);
  }

  /** A value whose place does not make it a secret. */
  private String other(Mapping holder, String key, String written, String value) {
    if (!JsonText.mayBegin(value, 0) && value.indexOf('\n') < 0) {
      return SecretFinder.replaced(flow(holder, key, written), out::count);
    }
    String changed = nested.apply(value);
    if (changed.equals(value)) {
      return SecretFinder.replaced(flow(holder, key, written), out::count);
    }
    return switch (written.charAt(0)) {
      case '"' -> "\"" + Quoted.escaped(changed) + "\"";
      case '\'' -> "'" + changed.replace("'", "''") + "'";
      default -> changed;
    };
  }

  private String flow(Mapping holder, String key, String written) {
    char first = written.isEmpty() ? ' ' : written.charAt(0);
    if (first != '{' && first != '[') {
      return written;
    }
    Mapping below = new Mapping(key, holder, holder.column + 1, true);
    return FLOW_VALUE
        .matcher(written)
        .replaceAll(match -> {
          String value = plain(match.group(2).strip());
          SecretKind kind = Judge.of(below, "value", value);
          if (kind == null) {
            return java.util.regex.Matcher.quoteReplacement(match.group());
          }
          out.count(kind);
          return java.util.regex.Matcher.quoteReplacement(
              match.group(1) + Judge.replacement(kind, "value", value));
        });
  }

  private static String plain(String written) {
    int length = written.length();
    if (length < 2 || written.charAt(0) != written.charAt(length - 1)) {
      return written;
    }
    return switch (written.charAt(0)) {
      case '"' -> Quoted.unescaped(written.substring(1, length - 1));
      case '\'' -> written.substring(1, length - 1).replace("''", "'");
      default -> written;
    };
  }

  private boolean item(String line, int dash, int at) {
    Mapping holder = in;
    while (holder.parent != null && holder.column > dash) {
      holder = holder.parent;
    }
    in = holder;
    Mapping list = new Mapping(holder.lastKey, holder, dash, true);
    list.name = item;
    String written = line.substring(at).stripTrailing();
    String value = plain(written);
    item = value;
    boolean possible = Judge.isInPossibleSecret(list);
    SecretKind kind = written.isEmpty() ? null : Judge.of(list, "", value);
    String kept = line.substring(0, at);
    if (kind != null) {
      goneRightOf = dash;
    }
    String shown =
        kind == null
            ? kept + other(holder, holder.lastKey, line.substring(at), value)
            : kept + Judge.replacement(kind, "", value);
    write(shown, kind, possible, kept + Harmless.REDACTED);
    return true;
  }

  /** A line without key: the rest of a value, or no YAML at all. */
  private boolean rest(String line, int column) {
    Mapping holder = in;
    while (holder.parent != null && holder.column >= column) {
      holder = holder.parent;
    }
    if (holder.parent == null && holder.lastKey.isEmpty()) {
      return false;
    }
    if (column == 0) {
      return false;
    }
    boolean possible =
        Judge.isInPossibleSecret(holder) || Judge.mayBeSecretData(holder, holder.lastKey);
    boolean secret = Judge.isSecretData(holder);
    Mapping scalar = new Mapping(holder.lastKey, holder, column, true);
    SecretKind kind =
        secret
            ? SecretKind.SECRET_DATA
            : JsonText.mayBegin(line, column) ? null : ofKey(scalar, holder, line.strip());
    if (kind == null) {
      // The arguments of a container in kubectl describe.
      kind = Judge.afterItem(item);
    }
    item = line.strip();
    if (kind == null && !possible) {
      return false;
    }
    String replaced = line.substring(0, column) + Harmless.REDACTED;
    write(
        kind == null ? SecretFinder.replaced(line, out::count) : replaced,
        kind,
        possible,
        replaced);
    return true;
  }

  /** {@code password:} and its value on a line of its own. */
  private static @Nullable SecretKind ofKey(Mapping scalar, Mapping holder, String value) {
    return holder.column + 1 < scalar.column ? Judge.of(holder, holder.lastKey, value) : null;
  }
}
