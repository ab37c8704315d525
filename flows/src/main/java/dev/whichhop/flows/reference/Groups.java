package dev.whichhop.flows.reference;

import dev.whichhop.flows.analysis.Children;
import dev.whichhop.flows.function.Aggregate;
import dev.whichhop.flows.function.FunctionCatalog;
import dev.whichhop.flows.language.Command.Stats;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.value.Value;
import java.util.ArrayList;
import java.util.List;

/** The groups of a {@code stats} as another engine has counted and summed them, in any order. */
public record Groups(Stats stats, List<Group> groups) {
  public Groups {
    groups = List.copyOf(groups);
  }

  /**
   * One group.
   *
   * @param by what it is grouped by
   * @param aggregates the values of {@link #calls}, in their order
   */
  public record Group(List<Value> by, List<Value> aggregates) {}

  /** The calls of aggregates in the list of a {@code stats}, in the order of the text. */
  public static List<Call> calls(Stats stats) {
    List<Call> calls = new ArrayList<>();
    stats.items().forEach(item -> find(item.expression(), calls));
    return calls;
  }

  private static void find(Expression expression, List<Call> calls) {
    if (expression instanceof Call call
        && FunctionCatalog.find(call.function()).orElseThrow() instanceof Aggregate) {
      calls.add(call);
    } else {
      Children.of(expression).forEach(child -> find(child, calls));
    }
  }
}
