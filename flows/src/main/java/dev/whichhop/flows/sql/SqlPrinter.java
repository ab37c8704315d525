package dev.whichhop.flows.sql;

import dev.whichhop.flows.sql.Sql.Operator;
import dev.whichhop.flows.sql.Sql.Order;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes statements as SQL, in what all engines have in common; what they spell differently is for
 * each engine's own printer.
 *
 * <p>Everything that is not a single word stands in parentheses, so that no engine's precedence
 * matters.
 */
public abstract class SqlPrinter {
  private final StringBuilder text = new StringBuilder();

  protected SqlPrinter() {}

  /** The name of a type in this engine. */
  protected abstract String type(Sql.Type type);

  /** A finite number as a literal of the type of doubles. */
  protected abstract String real(double value);

  /** A text as a literal. */
  protected String text(String value) {
    return '\'' + value.replace("'", "''") + '\'';
  }

  /** A table function without arguments. */
  protected abstract String tableFunction(String name);

  public final String print(Select select) {
    text.setLength(0);
    select(select);
    return text.toString();
  }

  private void select(Select select) {
    text.append("SELECT ");
    list(select.items(), this::item);
    text.append(" FROM ");
    from(select.from());
    Sql where = select.where();
    if (where != null) {
      text.append(" WHERE ");
      expression(where);
    }
    if (!select.groups().isEmpty()) {
      text.append(" GROUP BY ");
      list(select.groups(), this::key);
    }
    order(select.order());
    if (select.limit() != null) {
      text.append(" LIMIT ").append(select.limit());
    }
  }

  private void item(Select.Item item) {
    expression(item.value());
    text.append(" AS ").append(name(item.name()));
  }

  private void from(Select.From from) {
    switch (from) {
      case Select.Named(String name, boolean function) ->
          text.append(function ? tableFunction(name) : name(name));
      case Select.Rows(Select rows) -> {
        text.append('(');
        select(rows);
        text.append(") AS r");
      }
    }
  }

  private void expression(Sql expression) {
    switch (expression) {
      case Sql.Column(String name) -> text.append(name(name));
      case Sql.Text(String value) -> text.append(text(value));
      case Sql.Whole(long value) -> text.append(value < 0 ? "(" + value + ")" : value);
      case Sql.Real(double value) -> text.append(real(value));
      case Sql.Truth(boolean value) -> text.append(value);
      case Sql.Nothing(Sql.Type type) ->
          text.append("CAST(NULL AS ").append(type(type)).append(')');
      case Sql.Call(String function, List<Sql> arguments) -> call(function, arguments);
      case Sql.Infix(Operator operator, Sql left, Sql right) -> {
        text.append('(');
        expression(left);
        text.append(sign(operator));
        expression(right);
        text.append(')');
      }
      case Sql.Not(Sql operand) -> around("(NOT ", operand, ")");
      case Sql.IsNull(Sql operand) -> around("(", operand, " IS NULL)");
      case Sql.In(Sql operand, List<Sql> list) -> {
        around("(", operand, " IN (");
        list(list, this::expression);
        text.append("))");
      }
      case Sql.Cast(Sql operand, Sql.Type type) ->
          around("CAST(", operand, " AS " + type(type) + ")");
      case Sql.Case(List<Sql.When> branches, Sql otherwise) -> choice(branches, otherwise);
      case Sql.Aggregate aggregate -> aggregate(aggregate);
      case Sql.Window window -> window(window);
    }
  }

  private void around(String before, Sql operand, String after) {
    text.append(before);
    expression(operand);
    text.append(after);
  }

  private void call(String function, List<Sql> arguments) {
    text.append(function).append('(');
    list(arguments, this::expression);
    text.append(')');
  }

  private void choice(List<Sql.When> branches, Sql otherwise) {
    text.append("CASE");
    for (Sql.When branch : branches) {
      around(" WHEN ", branch.condition(), " THEN ");
      expression(branch.value());
    }
    around(" ELSE ", otherwise, " END");
  }

  private void aggregate(Sql.Aggregate aggregate) {
    text.append(aggregate.function()).append(aggregate.distinct() ? "(DISTINCT " : "(");
    if (aggregate.arguments().isEmpty()) {
      text.append('*');
    }
    list(aggregate.arguments(), this::expression);
    order(aggregate.order());
    text.append(')');
  }

  private void window(Sql.Window window) {
    text.append(window.function()).append("() OVER (");
    if (!window.partition().isEmpty()) {
      text.append("PARTITION BY ");
      list(window.partition(), this::expression);
    }
    order(window.order());
    text.append(')');
  }

  private void order(List<Order> order) {
    if (!order.isEmpty()) {
      text.append(" ORDER BY ");
      list(order, this::key);
    }
  }

  /** A bare integer would be the place of a column. */
  private void key(Sql key) {
    expression(key instanceof Sql.Whole ? new Sql.Cast(key, Sql.Type.WHOLE) : key);
  }

  private void key(Order order) {
    key(order.key());
    text.append(order.descending() ? " DESC NULLS LAST" : " ASC NULLS FIRST");
  }

  private <T> void list(List<T> things, Consumer<T> writer) {
    for (int i = 0; i < things.size(); i++) {
      if (i > 0) {
        text.append(", ");
      }
      writer.accept(things.get(i));
    }
  }

  private static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String sign(Operator operator) {
    return switch (operator) {
      case OR -> " OR ";
      case AND -> " AND ";
      case EQUAL -> " = ";
      case NOT_EQUAL -> " <> ";
      case LESS -> " < ";
      case LESS_OR_EQUAL -> " <= ";
      case GREATER -> " > ";
      case GREATER_OR_EQUAL -> " >= ";
      case ADD -> " + ";
      case SUBTRACT -> " - ";
      case MULTIPLY -> " * ";
      case DIVIDE -> " / ";
      case REMAINDER -> " % ";
      case CONCATENATE -> " || ";
    };
  }
}
