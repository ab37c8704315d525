package dev.whichhop.flows.lint;

import dev.whichhop.flows.analysis.Children;
import dev.whichhop.flows.analysis.EventFields;
import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Field;
import dev.whichhop.flows.language.Item;
import dev.whichhop.flows.language.Query;
import dev.whichhop.records.flowlog.FlowLogFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * A query as rules look at it.
 *
 * @param fields the fields of the events; unknown when nothing is known about them
 */
record LintedQuery(Query query, EventFields fields) {
  private static final EventFields OF_FLOW_LOGS =
      EventFields.of(FlowLogFormat.discoverableFields());

  List<Command> commands() {
    return query.commands();
  }

  <C extends Command> List<C> commands(Class<C> kind) {
    return query.commands().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Every expression of the query and every part of one. */
  List<Expression> expressions() {
    List<Expression> all = new ArrayList<>();
    query.commands().forEach(command -> roots(command).forEach(root -> collect(root, all)));
    return all;
  }

  <E extends Expression> List<E> expressions(Class<E> kind) {
    return expressions().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static void collect(Expression expression, List<Expression> into) {
    into.add(expression);
    Children.of(expression).forEach(child -> collect(child, into));
  }

  private static List<Expression> roots(Command command) {
    return switch (command) {
      case Command.Fields fields -> expressions(fields.items());
      case Command.Display display -> expressions(display.items());
      case Command.Filter filter -> List.of(filter.condition());
      case Command.Stats stats -> {
        List<Expression> all = new ArrayList<>(expressions(stats.items()));
        all.addAll(expressions(stats.by()));
        yield all;
      }
      case Command.Sort sort -> sort.keys().stream().map(Command.SortKey::expression).toList();
      default -> List.of();
    };
  }

  private static List<Expression> expressions(List<Item> items) {
    return items.stream().map(Item::expression).toList();
  }

  /** Whether it asks about flow logs: it names at least two fields that those have. */
  boolean isOfFlowLogs() {
    return expressions(Field.class).stream()
            .map(field -> field.path().name())
            .filter(name -> isFlowLogField(name))
            .distinct()
            .count()
        >= 2;
  }

  /** Whether a name is that of a field of flow logs, in any spelling. */
  static boolean isFlowLogField(String name) {
    return OF_FLOW_LOGS.otherSpelling(name).isPresent();
  }

  /** Whether an expression is this field of flow logs, in any spelling. */
  static boolean isField(Expression expression, String field) {
    return expression instanceof Field one
        && OF_FLOW_LOGS.otherSpelling(one.path().name()).filter(field::equals).isPresent();
  }
}
