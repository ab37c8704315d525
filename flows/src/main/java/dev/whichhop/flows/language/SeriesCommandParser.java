package dev.whichhop.flows.language;

import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.language.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The commands that look at the rows before and after: sums, gaps, sessions, outliers. */
final class SeriesCommandParser {
  /** Defaults of the pages CWL_QuerySyntax-Addtotals, -Outlier and -Sessionize. */
  static final String TOTAL = "Total";

  static final double OUTLIER_FACTOR = 2.5;
  static final String SESSION = "session_id";

  private final TokenReader tokens;
  private final ExpressionParser expressions;

  SeriesCommandParser(TokenReader tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  void addTo(Map<String, Supplier<Command>> commands) {
    commands.put("accum", this::accumulate);
    commands.put("addtotals", this::addTotals);
    commands.put("autoregress", this::autoregress);
    commands.put("countfrequent", this::countFrequent);
    commands.put("count_frequent", this::countFrequent);
    commands.put("filldown", this::fillDown);
    commands.put("fillmissing", this::fillMissing);
    commands.put("sessionize", this::sessionize);
    commands.put("outlier", this::outlier);
    commands.put("estimate", () -> new Command.Estimate(tokens.stage()));
  }

  private Command accumulate() {
    Path field = tokens.path("a field");
    String name = tokens.acceptWord("as") ? tokens.name("a name after as") : null;
    return new Command.Accumulate(field, name, tokens.stage());
  }

  private Command addTotals() {
    Options options = Options.read(tokens, "fieldname", "row", "col");
    List<Path> fields = tokens.atName() ? tokens.paths() : List.of();
    return new Command.AddTotals(
        options.text("fieldname", TOTAL),
        options.truth("row", true),
        options.truth("col", false),
        fields,
        tokens.stage());
  }

  private Command autoregress() {
    Path field = tokens.path("a field");
    String name = tokens.acceptWord("as") ? tokens.name("a name after as") : null;
    int first = 1;
    int last = 1;
    if (tokens.acceptWord("p")) {
      tokens.expect("=");
      first = steps();
      last = tokens.accept("-") ? steps() : first;
    }
    return new Command.Autoregress(field, name, first, last, tokens.stage());
  }

  private int steps() {
    Token number = tokens.peek();
    String digits = tokens.integer("a number of rows");
    if (digits.length() > 5) {
      throw new QueryError("too many rows back", "write a number below 100000", number.span());
    }
    return Integer.parseInt(digits);
  }

  private Command countFrequent() {
    return new Command.CountFrequent(tokens.paths(), tokens.stage());
  }

  private Command fillDown() {
    List<String> names = new ArrayList<>();
    while (tokens.atName() || tokens.atSign("*")) {
      names.add(tokens.at(Kind.QUOTED_NAME) ? tokens.name("a field") : tokens.wildcard());
      tokens.accept(",");
    }
    return new Command.FillDown(List.copyOf(names), tokens.stage());
  }

  private Command fillMissing() {
    List<Command.Fill> fills = new ArrayList<>();
    if (tokens.acceptWord("with")) {
      do {
        Expression.Literal value = expressions.literal("a value");
        tokens.expectWord("for");
        fills.add(new Command.Fill(value, tokens.name("a column")));
      } while (tokens.accept(","));
    }
    return new Command.FillMissing(List.copyOf(fills), tokens.stage());
  }

  private Command sessionize() {
    List<Path> fields = tokens.paths();
    Period longest = tokens.acceptWord("maxspan") ? expressions.period() : null;
    String name = tokens.acceptWord("as") ? tokens.name("a name after as") : SESSION;
    return new Command.Sessionize(fields, longest, name, tokens.stage());
  }

  private Command outlier() {
    Options options = Options.read(tokens, "action", "param", "uselower", "mark");
    String action = options.text("action", "transform");
    if (!action.equalsIgnoreCase("remove") && !action.equalsIgnoreCase("transform")) {
      throw options.wrong("action", "remove or transform");
    }
    List<Path> fields = new ArrayList<>();
    do {
      fields.add(tokens.path("a field"));
      tokens.accept(",");
    } while (tokens.atName());
    return new Command.Outlier(
        action.equalsIgnoreCase("remove"),
        options.number("param", OUTLIER_FACTOR),
        options.truth("uselower", false),
        options.truth("mark", false),
        List.copyOf(fields),
        tokens.stage());
  }
}
