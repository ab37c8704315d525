package dev.whichhop.flows.reference;

import dev.whichhop.flows.engine.LookupTable;
import dev.whichhop.flows.engine.Sources;
import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.Span;
import dev.whichhop.flows.value.Comparisons;
import dev.whichhop.flows.value.Value;
import dev.whichhop.model.network.Cidr;
import dev.whichhop.model.network.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code lookup} and {@code cidrlookup}: columns of a table beside each row. */
final class Lookups {
  private final Sources sources;

  Lookups(Sources sources) {
    this.sources = sources;
  }

  List<Row> lookup(Command.Lookup lookup, List<Row> rows) {
    LookupTable table = table(lookup.table(), lookup.span());
    List<Integer> keys = new ArrayList<>();
    lookup.keys().forEach(key -> keys.add(column(table, key.column(), lookup.span())));
    List<Command.LookupOutput> output =
        lookup.output().stream().map(name -> new Command.LookupOutput(name, name)).toList();
    return rows.stream()
        .map(row -> {
          Optional<List<String>> found =
              table.rows().stream().filter(line -> matches(line, lookup, keys, row)).findFirst();
          return filled(row, found, table, output, lookup.overwrite(), lookup.span());
        })
        .toList();
  }

  private static boolean matches(
      List<String> line, Command.Lookup lookup, List<Integer> keys, Row row) {
    for (int i = 0; i < keys.size(); i++) {
      Value field = row.get(lookup.keys().get(i).field());
      if (!Comparisons.equal(field, Value.of(line.get(keys.get(i))))) {
        return false;
      }
    }
    return true;
  }

  /** The line of the smallest network that the address lies in. */
  List<Row> cidrLookup(Command.CidrLookup lookup, List<Row> rows) {
    LookupTable table = table(lookup.table(), lookup.span());
    List<Network> networks = networks(table, cidrColumn(table, lookup.column(), lookup.span()));
    return rows.stream()
        .map(row -> {
          Optional<IpAddress> address =
              Optional.ofNullable(row.get(lookup.address()).text()).flatMap(IpAddress::parse);
          Optional<List<String>> found =
              networks.stream()
                  .filter(network -> address.filter(network.range()::contains).isPresent())
                  .max(Comparator.comparingInt(network -> network.range().bits()))
                  .map(Network::line);
          return filled(row, found, table, lookup.output(), lookup.overwrite(), lookup.span());
        })
        .toList();
  }

  private record Network(Cidr range, List<String> line) {}

  /** The lines whose cell is a network. */
  private static List<Network> networks(LookupTable table, int column) {
    List<Network> networks = new ArrayList<>();
    for (List<String> line : table.rows()) {
      Cidr.parse(line.get(column)).ifPresent(range -> networks.add(new Network(range, line)));
    }
    return networks;
  }

  /** The column that is named, else the first one that holds networks and nothing else. */
  private static int cidrColumn(LookupTable table, @Nullable String name, Span span) {
    if (name != null) {
      return column(table, name, span);
    }
    for (int i = 0; i < table.columns().size(); i++) {
      int index = i;
      if (table.rows().stream().allMatch(line -> Cidr.parse(line.get(index)).isPresent())) {
        return i;
      }
    }
    throw new QueryError("no column of the table holds networks only", "name one with as", span);
  }

  /** OUTPUT overwrites, with nothing where no line was found; OUTPUTNEW keeps what is there. */
  private static Row filled(
      Row row,
      Optional<List<String>> line,
      LookupTable table,
      List<Command.LookupOutput> output,
      boolean overwrite,
      Span span) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Command.LookupOutput one : output) {
      int column = column(table, one.column(), span);
      Value found = line.map(cells -> Value.of(cells.get(column))).orElse(Value.MISSING);
      Value before = row.get(one.name());
      values.put(one.name(), overwrite || before.isMissing() ? found : before);
    }
    return row.with(values);
  }

  private LookupTable table(String name, Span span) {
    return sources
        .table(name)
        .orElseThrow(() ->
            new QueryError(
                "there is no lookup table " + name,
                "name its CSV file: --table " + name + "=FILE",
                span));
  }

  private static int column(LookupTable table, String name, Span span) {
    int column = table.columns().indexOf(name);
    if (column < 0) {
      throw new QueryError(
          "the table has no column " + name,
          "its columns are " + String.join(", ", table.columns()),
          span);
    }
    return column;
  }
}
