package dev.whichhop.flows.lint;

import dev.whichhop.flows.analysis.Children;
import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Field;
import dev.whichhop.flows.language.Item;
import dev.whichhop.flows.language.Query;
import dev.whichhop.flows.language.QueryText;
import dev.whichhop.flows.lint.QueryFinding.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A filter on a field that {@code stats} has left behind. AWS's own samples have it; CloudWatch
 * answers "Unknown symbols found in or after stats".
 */
final class LostFields {
  private LostFields() {}

  static List<QueryFinding> look(LintedQuery query) {
    List<QueryFinding> findings = new ArrayList<>();
    List<Command> commands = query.commands();
    Set<String> columns = new HashSet<>();
    int stats = -1;
    for (int i = 0; i < commands.size(); i++) {
      switch (commands.get(i)) {
        case Command.Stats one -> {
          stats = i;
          columns.clear();
          Stream.concat(one.by().stream(), one.items().stream())
              .map(Item::column)
              .forEach(columns::add);
        }
        case Command.Filter filter -> {
          Optional<String> lost = lost(filter.condition(), columns);
          if (stats >= 0 && lost.isPresent()) {
            findings.add(
                new QueryFinding(
                    "lost-field-after-stats",
                    Level.ERROR,
                    filter.span(),
                    Map.of("name", lost.get()),
                    moved(query.query(), i, stats)));
          }
        }
        default -> columns.addAll(DefinedNames.of(List.of(commands.get(i))));
      }
    }
    return findings;
  }

  private static Optional<String> lost(Expression expression, Set<String> columns) {
    if (expression instanceof Field field) {
      String name = field.path().name();
      boolean there = columns.contains(name) || columns.contains(field.path().root());
      return there ? Optional.empty() : Optional.of(name);
    }
    if (columns.contains(QueryText.of(expression))) {
      return Optional.empty();
    }
    return Children.of(expression).stream().flatMap(one -> lost(one, columns).stream()).findFirst();
  }

  /** The query with the filter before its {@code stats}. */
  private static String moved(Query query, int filter, int stats) {
    List<Command> commands = new ArrayList<>(query.commands());
    commands.add(stats, commands.remove(filter));
    return QueryText.of(new Query(query.source(), commands, query.span()));
  }
}
