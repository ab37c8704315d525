package dev.whichhop.flows.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The commands whose answers only CloudWatch can give; read so that they can be refused by name.
 */
final class PatternCommandParser {
  private final TokenReader tokens;
  private final ExpressionParser expressions;

  PatternCommandParser(TokenReader tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  void addTo(Map<String, Supplier<Command>> commands) {
    commands.put("pattern", () -> new Command.Pattern(expressions.expression(), tokens.stage()));
    commands.put("anomaly", () -> new Command.Anomaly(tokens.stage()));
    commands.put("diff", this::diff);
    commands.put("logcompare", this::logCompare);
    commands.put("relevantfields", this::relevantFields);
    commands.put("unmask", () -> new Command.Unmask(expressions.expression(), tokens.stage()));
  }

  private Command diff() {
    String range = tokens.atName() ? tokens.name("a range") : null;
    return new Command.Diff(range, tokens.stage());
  }

  private Command logCompare() {
    tokens.expectWord("timeshift");
    return new Command.LogCompare(expressions.period(), tokens.stage());
  }

  private Command relevantFields() {
    List<Path> fields = new ArrayList<>();
    while (!tokens.atWord("where")) {
      fields.add(tokens.path("a field or where"));
      tokens.accept(",");
    }
    tokens.expectWord("where");
    return new Command.RelevantFields(
        List.copyOf(fields), expressions.expression(), tokens.stage());
  }
}
