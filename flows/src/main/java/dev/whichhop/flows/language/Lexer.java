package dev.whichhop.flows.language;

import dev.whichhop.flows.language.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a query into tokens.
 *
 * <p>Two things depend on what stands before. A slash begins a regular expression after {@code
 * like}, after {@code =~} and as an argument of {@code parse}; everywhere else it divides. After a
 * dot a name may begin with a digit ({@code items.0.id}).
 */
final class Lexer {
  private static final List<String> SIGNS =
      List.of(
          "==", "=~", "!=", "<=", ">=", "|", ",", "(", ")", "[", "]", "{", "}", ":", "$", ".", "=",
          "<", ">", "+", "-", "*", "/", "%", "^", "!");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?([eE][+-]?\\d+(?!\\w))?");
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}(/\\d{1,2})?(?![\\w.])");
  private static final Pattern PARAMETER = Pattern.compile("\\{\\{\\s*([A-Za-z_]\\w*)\\s*\\}\\}");
  private static final Pattern UNTIL_BLANK = Pattern.compile("\\S{1,200}");
  private static final Pattern TEMPLATE = Pattern.compile("<[A-Za-z][\\w .:-]{0,80}>");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int position;
  private boolean inParse;
  private int depth;
  private int stageDepth;

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens of a query; the last one is its end. */
  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    while (lexer.skipBlanks()) {
      lexer.next();
    }
    lexer.tokens.add(new Token(Kind.END, "", new Span(text.length(), text.length())));
    return lexer.tokens;
  }

  private boolean skipBlanks() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '#') {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end;
      } else if (Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff') {
        position++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void next() {
    char c = text.charAt(position);
    if (isNamePart(c) && (!isDigit(c) || afterDot())) {
      name();
    } else if (isDigit(c)) {
      number();
    } else if (c == '"' || c == '\'') {
      string(c);
    } else if (c == '`') {
      quotedName();
    } else if (c == '/' && regexMayStand()) {
      regex();
    } else if (text.startsWith("{{", position)) {
      parameter();
    } else {
      sign();
    }
  }

  private void name() {
    int end = position;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    String name = text.substring(position, end);
    if (text.startsWith("://", end)) {
      Matcher rest = UNTIL_BLANK.matcher(text).region(position, text.length());
      throw new QueryError(
          "a URL without quotes",
          "write \"" + (rest.lookingAt() ? rest.group() : name) + "\"",
          new Span(position, end + 3));
    }
    if (startsStage(name)) {
      inParse = name.equalsIgnoreCase("parse");
      stageDepth = depth;
    }
    add(Kind.NAME, name, end);
  }

  private void number() {
    Matcher address = ADDRESS.matcher(text).region(position, text.length());
    if (address.lookingAt()) {
      throw new QueryError(
          "an address without quotes",
          "write \"" + address.group() + "\"",
          new Span(position, address.end()));
    }
    Matcher number = NUMBER.matcher(text).region(position, text.length());
    if (!number.lookingAt()) {
      throw new IllegalStateException("a digit is a number");
    }
    add(Kind.NUMBER, number.group(), number.end());
  }

  private void string(char quote) {
    StringBuilder value = new StringBuilder();
    int at = position + 1;
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        value.append(unescaped(text.charAt(at + 1)));
        at += 2;
      } else {
        value.append(c);
        at++;
      }
    }
    if (at >= text.length()) {
      throw unterminated("a text that does not end", String.valueOf(quote));
    }
    add(Kind.STRING, value.toString(), at + 1);
  }

  /** Escapes that mean something; a backslash before any other character stays what it is. */
  private static String unescaped(char c) {
    return switch (c) {
      case '"', '\'', '\\' -> String.valueOf(c);
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      default -> "\\" + c;
    };
  }

  private void quotedName() {
    int end = text.indexOf('`', position + 1);
    if (end < 0) {
      throw unterminated("a name that does not end", "`");
    }
    if (end == position + 1) {
      throw new QueryError("an empty name", "write a name between the backticks", here(2));
    }
    add(Kind.QUOTED_NAME, text.substring(position + 1, end), end + 1);
  }

  private void regex() {
    int at = position + 1;
    while (at < text.length() && text.charAt(at) != '/') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      throw unterminated("a regular expression that does not end", "/");
    }
    add(Kind.REGEX, text.substring(position + 1, at).replace("\\/", "/"), at + 1);
  }

  private void parameter() {
    Matcher parameter = PARAMETER.matcher(text).region(position, text.length());
    if (!parameter.lookingAt()) {
      throw new QueryError(
          "not the parameter of a saved query", "write {{name}}, of letters and digits", here(2));
    }
    add(Kind.PARAMETER, parameter.group(1), parameter.end());
  }

  private void sign() {
    Matcher template = TEMPLATE.matcher(text).region(position, text.length());
    if (!afterOperand() && template.lookingAt()) {
      throw new QueryError(
          template.group() + " is a placeholder",
          "put a value in its place, text in quotes",
          new Span(position, template.end()));
    }
    for (String sign : SIGNS) {
      if (text.startsWith(sign, position)) {
        count(sign);
        add(Kind.SIGN, sign, position + sign.length());
        return;
      }
    }
    throw strange();
  }

  private void count(String sign) {
    switch (sign) {
      case "(", "[" -> depth++;
      case ")", "]" -> depth--;
      default -> {}
    }
  }

  private QueryError strange() {
    int character = text.codePointAt(position);
    String problem =
        "the character "
            + (Character.isISOControl(character)
                ? String.format("U+%04X", character)
                : Character.toString(character))
            + " has no meaning here";
    String advice =
        switch (character) {
          case '“', '”', '„', '‘', '’' -> "write straight quotes: \" or '";
          case ';' -> "commands are separated by |";
          case '&' -> "write and";
          case '~' -> "write =~ or like";
          default -> "a name with such a character stands in backticks, a text in quotes";
        };
    return new QueryError(problem, advice, here(Character.charCount(character)));
  }

  private boolean regexMayStand() {
    if (tokens.isEmpty()) {
      return false;
    }
    Token last = tokens.getLast();
    return last.isWord("like") || last.isSign("=~") || (inParse && depth == stageDepth);
  }

  /** Nothing but a stage follows a bar; in brackets, a query begins with its first command. */
  private boolean startsStage(String name) {
    return tokens.isEmpty()
        || tokens.getLast().isSign("|")
        || (tokens.getLast().isSign("(") && name.equalsIgnoreCase("parse"));
  }

  private boolean afterDot() {
    return !tokens.isEmpty()
        && tokens.getLast().isSign(".")
        && tokens.getLast().span().end() == position;
  }

  /** Whether a value has just ended, so that {@code <} compares. */
  private boolean afterOperand() {
    if (tokens.isEmpty()) {
      return false;
    }
    Token last = tokens.getLast();
    return switch (last.kind()) {
      case NAME, QUOTED_NAME, STRING, NUMBER, PARAMETER -> true;
      case SIGN -> last.isSign(")") || last.isSign("]");
      case REGEX, END -> false;
    };
  }

  private void add(Kind kind, String value, int end) {
    tokens.add(new Token(kind, value, new Span(position, end)));
    position = end;
  }

  private QueryError unterminated(String problem, String closing) {
    return new QueryError(problem, "close it with '" + closing + "'", here(1));
  }

  private Span here(int length) {
    return new Span(position, Math.min(position + length, text.length()));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(char c) {
    return c == '_' || c == '@' || Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }
}
