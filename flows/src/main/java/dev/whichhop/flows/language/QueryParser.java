package dev.whichhop.flows.language;

import dev.whichhop.flows.language.Expression.Literal;
import dev.whichhop.flows.language.Token.Kind;
import dev.whichhop.model.EditDistance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Reads the text of a query into its syntax tree. The grammar stands in {@code docs/insights.md}.
 */
public final class QueryParser {
  /** A word farther from every command is not a misspelt one. */
  private static final int FARTHEST = 2;

  /** Queries in queries; the analyser allows one level, this protects the stack. */
  private static final int DEEPEST = 20;

  /** More than fit into the 10,000 characters that CloudWatch takes. */
  private static final int MOST_COMMANDS = 2_000;

  /** Commands that errors of CloudWatch name, and no page of AWS (boto3 issue 3450). */
  private static final Map<String, String> UNDOCUMENTED =
      Map.of(
          "search", "write filter @message like \"text\"",
          "tail", "write sort @timestamp asc | limit 20");

  /** Commands of other languages that public queries contain. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "eval", "write fields expression as name",
          "extend", "write fields expression as name",
          "project", "write display field, field",
          "table", "write display field, field",
          "rename", "write fields field as name",
          "summarize", "write stats count(*) by field",
          "top", "write stats count(*) as n by field | sort n desc | limit 10",
          "select", "this is not SQL: write fields a, b | filter condition | limit 20");

  private final TokenReader tokens;
  private final ExpressionParser expressions;
  private final Map<String, Supplier<Command>> commands = new TreeMap<>();
  private int depth;

  private QueryParser(String text, Map<String, Literal> parameters) {
    tokens = new TokenReader(text);
    expressions = new ExpressionParser(tokens, parameters, this::query);
    RowCommandParser rows = new RowCommandParser(tokens, expressions);
    rows.addTo(commands);
    new LookupCommandParser(tokens, this::query).addTo(commands);
    new SeriesCommandParser(tokens, expressions).addTo(commands);
    new PatternCommandParser(tokens, expressions).addTo(commands);
  }

  /**
   * @throws QueryError when the text is no query
   */
  public static Query parse(String text) {
    return parse(text, Map.of());
  }

  /**
   * @param parameters values of {@code {{name}}}; a parameter without one stays in the tree
   * @throws QueryError when the text is no query
   */
  public static Query parse(String text, Map<String, Literal> parameters) {
    QueryParser parser = new QueryParser(text, parameters);
    Query query = parser.query();
    if (!parser.tokens.at(Kind.END)) {
      throw parser.afterTheEnd();
    }
    return query;
  }

  private QueryError afterTheEnd() {
    Token found = tokens.peek();
    boolean command =
        found.kind() == Kind.NAME && commands.containsKey(found.value().toLowerCase(Locale.ROOT));
    return command
        ? new QueryError(
            found.described() + " is not expected here",
            "a command stands after |: | " + found.value(),
            found.span())
        : tokens.unexpected("| and a command, or the end of the query");
  }

  private Query query() {
    if (++depth > DEEPEST) {
      throw new QueryError(
          "queries nested more than " + DEEPEST + " deep", null, tokens.peek().span());
    }
    Token start = tokens.peek();
    Source source = null;
    List<Command> stages = new ArrayList<>();
    boolean more = true;
    if (tokens.atWord("source")) {
      source = new SourceParser(tokens).source();
      more = tokens.accept("|");
    } else {
      tokens.accept("|");
    }
    while (more) {
      stages.add(command());
      if (stages.size() > MOST_COMMANDS) {
        throw new QueryError(
            "more than " + MOST_COMMANDS + " commands", null, stages.getLast().span());
      }
      more = tokens.accept("|");
    }
    depth--;
    return new Query(source, List.copyOf(stages), tokens.since(start));
  }

  private Command command() {
    int outer = tokens.startStage();
    Command command = tokens.atSign("$") ? savedQuery() : builtIn();
    tokens.resumeStage(outer);
    return command;
  }

  private Command builtIn() {
    Token word = tokens.expect(Kind.NAME, "a command, such as fields, filter or stats");
    Supplier<Command> parser = commands.get(word.value().toLowerCase(Locale.ROOT));
    if (parser == null) {
      throw unknown(word);
    }
    return parser.get();
  }

  private QueryError unknown(Token word) {
    String lower = word.value().toLowerCase(Locale.ROOT);
    String problem = word.described() + " is no command";
    if (tokens.atSign("(")) {
      return new QueryError(
          problem,
          "functions stand in fields, filter or stats: stats " + word.value() + "(…)",
          word.span());
    }
    if (lower.equals("source")) {
      return new QueryError("SOURCE in the middle of a query", "it comes first", word.span());
    }
    String undocumented = UNDOCUMENTED.get(lower);
    if (undocumented != null) {
      return new QueryError(
          word.value() + " is not documented: what it answers is not known",
          undocumented,
          word.span());
    }
    String elsewhere = ELSEWHERE.get(lower);
    if (elsewhere != null) {
      return new QueryError(problem, elsewhere, word.span());
    }
    String nearest = EditDistance.nearest(lower, commands.keySet(), 1).getFirst();
    boolean near = EditDistance.between(lower, nearest) <= FARTHEST;
    return new QueryError(
        problem,
        near
            ? "did you mean " + nearest + "?"
            : "the commands are " + String.join(", ", commands.keySet()),
        word.span());
  }

  private Command savedQuery() {
    Token start = tokens.expect("$");
    String name = tokens.name("the name of a saved query");
    List<Command.Argument> arguments = new ArrayList<>();
    tokens.expect("(");
    while (!tokens.atSign(")")) {
      String parameter = tokens.name("the name of a parameter");
      tokens.expect("=");
      arguments.add(new Command.Argument(parameter, expressions.literal("a value")));
      if (!tokens.accept(",")) {
        break;
      }
    }
    tokens.expect(")");
    return new Command.SavedQuery(name, List.copyOf(arguments), tokens.since(start));
  }
}
