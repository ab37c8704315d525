package dev.whichhop.flows.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that gives rows.
 *
 * @param groups empty for a statement without groups
 * @param limit how many rows at most, null for all
 */
public record Select(
    List<Item> items,
    From from,
    @Nullable Sql where,
    List<Sql> groups,
    List<Sql.Order> order,
    @Nullable Long limit) {
  public Select {
    items = List.copyOf(items);
    groups = List.copyOf(groups);
    order = List.copyOf(order);
  }

  /** A column of the result, by a name that we gave it. */
  public record Item(Sql value, String name) {}

  /** Where the rows come from. */
  public sealed interface From {}

  /** A table function without arguments, or a table. */
  public record Named(String name, boolean function) implements From {}

  /** The rows of another statement. */
  public record Rows(Select select) implements From {}
}
