package dev.whichhop.flows.language;

import dev.whichhop.flows.language.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Goes through the tokens of a query, one ahead. */
final class TokenReader {
  /** Words that join or end expressions, so that a field of that name stands in backticks. */
  private static final Set<String> RESERVED = Set.of("and", "or", "like", "in", "as", "by");

  /** JSON is not read any deeper either. */
  private static final int LONGEST_PATH = 200;

  private final String text;
  private final List<Token> tokens;
  private int position;
  private int stage;

  TokenReader(String text) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  Token peek() {
    return tokens.get(position);
  }

  /** The token after the next one. */
  Token second() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(position);
    if (token.kind() != Kind.END) {
      position++;
    }
    return token;
  }

  boolean atSign(String sign) {
    return peek().isSign(sign);
  }

  boolean atWord(String word) {
    return peek().isWord(word);
  }

  boolean at(Kind kind) {
    return peek().kind() == kind;
  }

  boolean accept(String sign) {
    if (atSign(sign)) {
      next();
      return true;
    }
    return false;
  }

  boolean acceptWord(String word) {
    if (atWord(word)) {
      next();
      return true;
    }
    return false;
  }

  Token expect(String sign) {
    if (!atSign(sign)) {
      throw unexpected("'" + sign + "'");
    }
    return next();
  }

  Token expect(Kind kind, String described) {
    if (!at(kind)) {
      throw unexpected(described);
    }
    return next();
  }

  void expectWord(String word) {
    if (!acceptWord(word)) {
      throw unexpected(word);
    }
  }

  boolean atName() {
    return at(Kind.QUOTED_NAME)
        || (at(Kind.NAME) && !RESERVED.contains(peek().value().toLowerCase(Locale.ROOT)));
  }

  /** A name that may hold dots, as one text: an alias, a table, a column. */
  String name(String described) {
    return path(described).name();
  }

  Path path(String described) {
    if (!atName()) {
      throw unexpected(described);
    }
    Token first = next();
    Token last = first;
    List<Path.Segment> segments = new ArrayList<>();
    segments.add(new Path.Segment(first.value(), false));
    while (last.touches(peek()) && (atSign(".") || atSign("["))) {
      boolean index = next().isSign("[");
      if (index) {
        String digits = integer("an index");
        segments.add(new Path.Segment(digits, true));
        last = expect("]");
      } else {
        if (!at(Kind.NAME) && !at(Kind.QUOTED_NAME)) {
          throw unexpected("a name after the dot");
        }
        last = next();
        segments.add(new Path.Segment(last.value(), false));
      }
      if (segments.size() > LONGEST_PATH) {
        throw new QueryError(
            "a path of more than " + LONGEST_PATH + " steps", null, first.span().to(last.span()));
      }
    }
    return new Path(segments, first.span().to(last.span()));
  }

  /** Fields with commas between them. */
  List<Path> paths() {
    List<Path> paths = new ArrayList<>();
    do {
      paths.add(path("a field"));
    } while (accept(","));
    return List.copyOf(paths);
  }

  String integer(String described) {
    Token number = expect(Kind.NUMBER, described);
    if (!number.value().chars().allMatch(Character::isDigit) || number.value().length() > 15) {
      throw new QueryError(
          number.described() + " where " + described + " belongs",
          "write an integer",
          number.span());
    }
    return number.value();
  }

  /** The text of the tokens that follow each other without a blank, whatever they are. */
  String run() {
    Token first = next();
    Token last = first;
    while (last.touches(peek()) && !atSign("|") && !atSign(")") && !at(Kind.END)) {
      last = next();
    }
    return text.substring(first.span().start(), last.span().end());
  }

  /** A name in which {@code *} stands for anything. */
  String wildcard() {
    Token first = peek();
    Token last = first;
    while (at(Kind.NAME) || atSign("*") || atSign(".")) {
      last = next();
      if (!last.touches(peek())) {
        break;
      }
    }
    return text.substring(first.span().start(), last.span().end());
  }

  /** Marks the next token as the first of a stage; gives what {@link #resumeStage} takes back. */
  int startStage() {
    int outer = stage;
    stage = position;
    return outer;
  }

  /** Goes on with the stage that a query in brackets stands in. */
  void resumeStage(int outer) {
    stage = outer;
  }

  /** From the first token of the stage to the last one that was read. */
  Span stage() {
    return since(tokens.get(stage));
  }

  /** From a token that was read to the last one that was read. */
  Span since(Token first) {
    return first.span().to(tokens.get(Math.max(0, position - 1)).span());
  }

  QueryError unexpected(String expected) {
    Token found = peek();
    return new QueryError(
        found.described() + " is not expected here", advice(expected), found.span());
  }

  /**
   * What another language's token is here, or what was expected; of a word amid an expression, that
   * a text stands in quotes.
   */
  private String advice(String expected) {
    Token before = position > 0 ? tokens.get(position - 1) : null;
    Optional<String> here = OtherLanguages.advice(before, peek(), second());
    if (here.isPresent()) {
      return here.get();
    }
    boolean afterValue =
        position > 0
            && (tokens.get(position - 1).kind() == Kind.NAME
                || tokens.get(position - 1).kind() == Kind.NUMBER);
    boolean looksLikeText =
        afterValue && (at(Kind.NAME) || at(Kind.NUMBER) || atSign(":") || atSign("."));
    return "expected "
        + expected
        + (looksLikeText && !expected.contains("quotes") ? "; a text stands in quotes" : "");
  }
}
