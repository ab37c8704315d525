package dev.whichhop.flows.lint;

import dev.whichhop.flows.analysis.Columns;
import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Expression.Field;
import dev.whichhop.flows.language.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The names that the commands of a query give to what they compute. */
final class DefinedNames {
  private DefinedNames() {}

  static Set<String> of(List<Command> commands) {
    Set<String> names = new HashSet<>();
    for (Command command : commands) {
      switch (command) {
        case Command.Fields fields -> add(fields.items(), names);
        case Command.Display display -> add(display.items(), names);
        case Command.Stats stats -> {
          add(stats.by(), names);
          add(stats.items(), names);
        }
        case Command.Join join -> names.addAll(List.of(join.left(), join.right()));
        default -> names.addAll(Columns.of(command));
      }
    }
    return names;
  }

  /** A field under its own name is not computed. */
  private static void add(List<Item> items, Set<String> names) {
    Stream<Item> computed =
        items.stream()
            .filter(item -> item.alias() != null || !(item.expression() instanceof Field));
    computed.map(Item::column).forEach(names::add);
  }
}
