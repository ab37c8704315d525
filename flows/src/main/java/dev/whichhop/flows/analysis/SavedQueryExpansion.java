package dev.whichhop.flows.analysis;

import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Command.SavedQuery;
import dev.whichhop.flows.language.Expression.Literal;
import dev.whichhop.flows.language.Query;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.QueryParser;
import dev.whichhop.model.EditDistance;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Puts the commands of a saved query in the place of its call.
 *
 * <p>Source: CWL_Insights-Saving-Queries: at most 20 parameters, no saved query within another.
 */
final class SavedQueryExpansion {
  private static final int MOST_PARAMETERS = 20;

  private final Map<String, String> savedQueries;
  private final Map<Command, SavedQuery> calls = new IdentityHashMap<>();

  SavedQueryExpansion(Map<String, String> savedQueries) {
    this.savedQueries = savedQueries;
  }

  Query expand(Query query) {
    List<Command> commands = new ArrayList<>();
    for (Command command : query.commands()) {
      if (command instanceof SavedQuery call) {
        for (Command saved : commands(call)) {
          calls.put(saved, call);
          commands.add(saved);
        }
      } else {
        commands.add(command);
      }
    }
    return new Query(query.source(), commands, query.span());
  }

  /**
   * Checks a command of the expanded query. What is wrong with one of a saved query is told at its
   * call: its own place is in another text.
   */
  void check(Command command, Consumer<Command> check) {
    SavedQuery call = calls.get(command);
    try {
      check.accept(command);
    } catch (QueryError error) {
      throw call == null
          ? error
          : new QueryError(
              "in the saved query " + call.name() + ": " + error.problem(),
              error.advice(),
              call.span());
    }
  }

  private List<Command> commands(SavedQuery call) {
    String text = savedQueries.get(call.name());
    if (text == null) {
      throw new QueryError("there is no saved query " + call.name(), advice(call), call.span());
    }
    if (call.arguments().size() > MOST_PARAMETERS) {
      throw new QueryError(
          "more than " + MOST_PARAMETERS + " parameters", "CloudWatch takes no more", call.span());
    }
    Map<String, Literal> values = new LinkedHashMap<>();
    call.arguments().forEach(argument -> values.put(argument.name(), argument.value()));
    Query saved;
    try {
      saved = QueryParser.parse(text, values);
    } catch (QueryError error) {
      throw new QueryError(
          "the saved query " + call.name() + " is no query: " + error.problem(),
          error.advice(),
          call.span());
    }
    if (saved.commands().stream().anyMatch(SavedQuery.class::isInstance)) {
      throw new QueryError(
          "the saved query " + call.name() + " calls another one",
          "CloudWatch takes one level",
          call.span());
    }
    if (saved.source() != null) {
      throw new QueryError(
          "the saved query " + call.name() + " has a SOURCE of its own",
          "write it at the beginning of this query instead",
          call.span());
    }
    return saved.commands();
  }

  private String advice(SavedQuery call) {
    if (savedQueries.isEmpty()) {
      return "name its text with --saved-query " + call.name() + "=FILE";
    }
    return "did you mean "
        + EditDistance.nearest(call.name(), savedQueries.keySet(), 1).getFirst()
        + "?";
  }
}
