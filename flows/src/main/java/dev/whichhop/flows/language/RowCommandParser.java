package dev.whichhop.flows.language;

import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.language.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The commands that choose, compute, group and order rows. */
final class RowCommandParser {
  private final TokenReader tokens;
  private final ExpressionParser expressions;

  RowCommandParser(TokenReader tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  void addTo(Map<String, Supplier<Command>> commands) {
    commands.put("fields", () -> new Command.Fields(items(), span()));
    commands.put("display", () -> new Command.Display(items(), span()));
    commands.put("filter", () -> new Command.Filter(expressions.expression(), span()));
    commands.put("where", () -> new Command.Filter(expressions.expression(), span()));
    commands.put("filterindex", this::filterIndex);
    commands.put("stats", this::stats);
    commands.put("sort", this::sort);
    // Named in an error message of CloudWatch's parser, documented nowhere.
    commands.put("order", this::sort);
    commands.put("limit", this::limit);
    commands.put("head", this::limit);
    commands.put("parse", this::parse);
    commands.put("dedup", () -> new Command.Dedup(tokens.paths(), span()));
    commands.put("unnest", this::unnest);
    commands.put("expand", () -> new Command.Expand(tokens.path("a field"), span()));
  }

  private Span span() {
    return tokens.stage();
  }

  private List<Item> items() {
    List<Item> items = new ArrayList<>();
    do {
      items.add(item());
    } while (tokens.accept(","));
    return List.copyOf(items);
  }

  private Item item() {
    Token start = tokens.peek();
    Expression expression = expressions.expression();
    String alias = tokens.acceptWord("as") ? tokens.name("a name after as") : null;
    return new Item(expression, alias, tokens.since(start));
  }

  private Command filterIndex() {
    Path field = tokens.path("a field");
    List<Expression> values;
    if (tokens.accept("=") || tokens.accept("==")) {
      values = List.of(expressions.signedLiteral());
    } else if (tokens.acceptWord("in")) {
      values = expressions.list();
    } else {
      throw tokens.unexpected("= and a value, or in and a list: filterIndex knows nothing else");
    }
    return new Command.FilterIndex(field, values, span());
  }

  private Command stats() {
    List<Item> items = items();
    List<Item> by = tokens.acceptWord("by") ? items() : List.of();
    Period offset = tokens.acceptWord("offset") ? expressions.period() : null;
    return new Command.Stats(items, by, offset, span());
  }

  private Command sort() {
    tokens.acceptWord("by");
    List<Command.SortKey> keys = new ArrayList<>();
    do {
      Token start = tokens.peek();
      Expression expression = expressions.expression();
      boolean descending = tokens.acceptWord("desc");
      if (!descending) {
        tokens.acceptWord("asc");
      }
      keys.add(new Command.SortKey(expression, descending, tokens.since(start)));
    } while (tokens.accept(","));
    return new Command.Sort(List.copyOf(keys), span());
  }

  private Command limit() {
    boolean any = tokens.acceptWord("any");
    long rows = Long.parseLong(tokens.integer("the number of rows"));
    return new Command.Limit(rows, any, span());
  }

  private Command parse() {
    Expression subject = subject();
    if (tokens.at(Kind.REGEX)) {
      return new Command.ParseRegex(subject, expressions.regex(), span());
    }
    String glob =
        tokens.expect(Kind.STRING, "a pattern in quotes, or a regular expression").value();
    tokens.expectWord("as");
    List<String> names = new ArrayList<>();
    do {
      names.add(tokens.name("a name after as"));
    } while (tokens.accept(","));
    return new Command.ParseGlob(subject, glob, List.copyOf(names), span());
  }

  private @Nullable Expression subject() {
    boolean patternFirst =
        tokens.at(Kind.REGEX) || (tokens.at(Kind.STRING) && tokens.second().isWord("as"));
    return patternFirst ? null : expressions.expression();
  }

  private Command unnest() {
    Expression list = expressions.expression();
    tokens.expectWord("into");
    return new Command.Unnest(list, tokens.name("a name after into"), span());
  }
}
