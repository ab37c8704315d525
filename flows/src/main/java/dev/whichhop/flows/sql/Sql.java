package dev.whichhop.flows.sql;

import java.util.List;

/**
 * An expression of SQL.
 *
 * <p>A tree of our own, not text glued together and not a library's: what a user wrote can become a
 * literal and nothing else, and an engine's printer is one exhaustive switch. It has what the
 * language needs; jOOQ would bring 5 MB and a model of all of SQL.
 */
public sealed interface Sql {

  /** A column of the rows that a {@link Select} is made from, by a name that we gave it. */
  record Column(String name) implements Sql {}

  record Text(String value) implements Sql {}

  record Whole(long value) implements Sql {}

  record Real(double value) implements Sql {}

  record Truth(boolean value) implements Sql {}

  /** No value, of a type. */
  record Nothing(Type type) implements Sql {}

  record Call(String function, List<Sql> arguments) implements Sql {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  record Infix(Operator operator, Sql left, Sql right) implements Sql {}

  record Not(Sql operand) implements Sql {}

  record IsNull(Sql operand) implements Sql {}

  record In(Sql operand, List<Sql> list) implements Sql {
    public In {
      list = List.copyOf(list);
    }
  }

  record Cast(Sql operand, Type type) implements Sql {}

  record Case(List<When> branches, Sql otherwise) implements Sql {
    public Case {
      branches = List.copyOf(branches);
    }
  }

  record When(Sql condition, Sql value) {}

  /**
   * A function of the rows of a group.
   *
   * @param order in which it sees them; empty where that does not matter
   */
  record Aggregate(String function, boolean distinct, List<Sql> arguments, List<Order> order)
      implements Sql {
    public Aggregate {
      arguments = List.copyOf(arguments);
      order = List.copyOf(order);
    }
  }

  /** A function of the rows that are like this one. */
  record Window(String function, List<Sql> partition, List<Order> order) implements Sql {
    public Window {
      partition = List.copyOf(partition);
      order = List.copyOf(order);
    }
  }

  /** Rows without the value come first, and last where the order is turned round. */
  record Order(Sql key, boolean descending) {}

  /** The types that values of the language need. */
  enum Type {
    TEXT,
    WHOLE,
    REAL,
    TRUTH
  }

  /** Operators between two expressions. */
  enum Operator {
    OR,
    AND,
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER,
    CONCATENATE
  }

  static Sql call(String function, Sql... arguments) {
    return new Call(function, List.of(arguments));
  }

  static Sql infix(Sql left, Operator operator, Sql right) {
    return new Infix(operator, left, right);
  }

  static Sql and(Sql left, Sql right) {
    return new Infix(Operator.AND, left, right);
  }

  static Sql or(Sql left, Sql right) {
    return new Infix(Operator.OR, left, right);
  }

  static Sql present(Sql operand) {
    return new Not(new IsNull(operand));
  }

  /** The first argument that there is. */
  static Sql first(Sql... alternatives) {
    return new Call("coalesce", List.of(alternatives));
  }

  static Sql when(Sql condition, Sql value, Sql otherwise) {
    return new Case(List.of(new When(condition, value)), otherwise);
  }
}
