package dev.whichhop.flows.reference;

import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Command.JoinKind;
import dev.whichhop.flows.value.Comparisons;
import dev.whichhop.flows.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code join} and {@code appendcols}: the rows of two queries side by side. */
final class Joining {
  private Joining() {}

  /** Each pair of rows whose fields are equal; for a left join also rows without a partner. */
  static List<Row> join(Command.Join join, List<Row> left, List<Row> right) {
    List<Value> keys = right.stream().map(other -> key(join, other)).toList();
    List<Row> result = new ArrayList<>();
    for (Row row : left) {
      Row named = row.joined(join.left(), row);
      Value key = named.get(join.leftField());
      boolean alone = true;
      for (int i = 0; i < keys.size(); i++) {
        if (Comparisons.equal(key, keys.get(i))) {
          result.add(named.joined(join.right(), right.get(i)));
          alone = false;
        }
      }
      if (alone && join.kind() == JoinKind.LEFT) {
        result.add(named.joined(join.right(), Row.of(Map.of(), row.order())));
      }
    }
    return result;
  }

  private static Value key(Command.Join join, Row other) {
    return Row.of(Map.of(), other.order()).joined(join.right(), other).get(join.rightField());
  }

  /** Columns of the other query by the place of the rows; a value that is there stays. */
  static List<Row> append(
      Command.AppendColumns append, List<Row> rows, List<String> columns, List<Row> other) {
    List<Row> result = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Map<String, Value> values = new LinkedHashMap<>();
      for (String column : columns) {
        boolean beyond = i >= other.size() || i >= append.most();
        Value there = rows.get(i).get(column);
        Value appended = beyond ? Value.MISSING : other.get(i).get(column);
        values.put(column, append.override() || there.isMissing() ? appended : there);
      }
      result.add(rows.get(i).with(values));
    }
    return result;
  }
}
