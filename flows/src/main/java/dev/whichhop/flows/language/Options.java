package dev.whichhop.flows.language;

import dev.whichhop.flows.language.Token.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Options of a command, written {@code name=value} before anything else. */
final class Options {
  private final Map<String, Token> values = new HashMap<>();
  private final TokenReader tokens;

  private Options(TokenReader tokens) {
    this.tokens = tokens;
  }

  static Options read(TokenReader tokens, String... names) {
    Options options = new Options(tokens);
    Optional<String> ahead = options.ahead(names);
    while (ahead.isPresent()) {
      tokens.next();
      tokens.expect("=");
      Token value = tokens.peek();
      if (!List.of(Kind.NAME, Kind.QUOTED_NAME, Kind.STRING, Kind.NUMBER).contains(value.kind())) {
        throw tokens.unexpected("a value of " + ahead.get());
      }
      options.values.put(ahead.get(), tokens.next());
      tokens.accept(",");
      ahead = options.ahead(names);
    }
    return options;
  }

  private Optional<String> ahead(String... names) {
    return tokens.second().isSign("=")
        ? Stream.of(names).filter(tokens::atWord).findFirst()
        : Optional.empty();
  }

  String text(String name, String otherwise) {
    Token value = values.get(name);
    return value == null ? otherwise : value.value();
  }

  String required(String name, String advice) {
    Token value = values.get(name);
    if (value == null) {
      throw new QueryError("the option " + name + " is missing", advice, tokens.stage());
    }
    return value.value();
  }

  boolean truth(String name, boolean otherwise) {
    String value = text(name, String.valueOf(otherwise)).toLowerCase(Locale.ROOT);
    if (!value.equals("true") && !value.equals("false")) {
      throw wrong(name, "true or false");
    }
    return value.equals("true");
  }

  long integer(String name, long otherwise) {
    String value = text(name, String.valueOf(otherwise));
    if (!value.matches("\\d{1,15}")) {
      throw wrong(name, "an integer");
    }
    return Long.parseLong(value);
  }

  double number(String name, double otherwise) {
    Token value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value.kind() != Kind.NUMBER) {
      throw wrong(name, "a number");
    }
    return Double.parseDouble(value.value());
  }

  QueryError wrong(String name, String expected) {
    Token value = values.get(name);
    return new QueryError(
        "not a value of the option " + name,
        "expected " + expected,
        value == null ? tokens.stage() : value.span());
  }
}
