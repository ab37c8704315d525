package dev.whichhop.knowledge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The fields that a kind of object has, in all versions listed in its table together. The tables
 * ({@code lint/fields/*.txt}, one line a field, indented as they nest) are written by {@code
 * lint/tables/generate} from the schemas of the projects.
 */
public final class KnownFields {
  private final String name;
  private final boolean open;
  private final Map<String, KnownFields> below = new LinkedHashMap<>();

  private KnownFields(String name, boolean open) {
    this.name = name;
    this.open = open;
  }

  /**
   * One table.
   *
   * @param group API group; {@code istio} for the two mesh configurations, which have none
   * @param kind such as {@code DestinationRule}
   * @param versions API versions that are or were served
   * @param source project and versions that the table was made from
   * @param fields the root
   */
  public record Table(
      String group, String kind, List<String> versions, String source, KnownFields fields) {}

  /** All tables by {@code group/kind}. */
  public static Map<String, Table> load() {
    Map<String, Table> tables = new TreeMap<>();
    ResourceFolder.read("lint/fields", ".txt")
        .forEach((file, text) -> {
          Table table = parse(file, text);
          tables.put(table.group() + "/" + table.kind(), table);
        });
    return tables;
  }

  private static Table parse(String file, String text) {
    String source = "";
    List<String> api = List.of();
    Deque<KnownFields> open = new ArrayDeque<>();
    open.push(new KnownFields("", false));
    for (String line : text.lines().toList()) {
      if (line.startsWith("# Source: ")) {
        source = line.substring("# Source: ".length()).replace(" (Apache-2.0).", "");
      } else if (line.startsWith("api ")) {
        api = List.of(line.split(" "));
      } else if (!line.startsWith("#")) {
        int depth = 0;
        while (line.charAt(depth) == ' ') {
          depth++;
        }
        while (open.size() > depth + 1) {
          open.pop();
        }
        String name = line.substring(depth).split(" ")[0];
        boolean anything = name.endsWith("/*");
        KnownFields field =
            new KnownFields(anything ? name.substring(0, name.length() - 2) : name, anything);
        KnownFields parent = open.peek();
        if (parent != null) {
          parent.below.put(field.name, field);
        }
        open.push(field);
      }
    }
    if (api.size() < 4) {
      throw new KnowledgeException(file, "expected: api GROUP KIND VERSIONS");
    }
    return new Table(api.get(1), api.get(2), api.subList(3, api.size()), source, open.peekLast());
  }

  /** The field of this name below; empty when there is none, or when anything may stand here. */
  public Optional<KnownFields> get(String field) {
    return Optional.ofNullable(below.get(field));
  }

  /** The field at the end of a path; empty when a step of it does not exist. */
  public Optional<KnownFields> at(List<String> path) {
    Optional<KnownFields> found = Optional.of(this);
    for (String step : path) {
      found = found.flatMap(field -> field.get(step));
    }
    return found;
  }

  /** True when names of the user's choice may stand below, or nothing is known of what may. */
  public boolean takesAnything() {
    return open || below.isEmpty();
  }

  /** The names below. */
  public Set<String> names() {
    return new LinkedHashSet<>(below.keySet());
  }

  /** The paths at which a field of this name exists, shortest first. */
  public List<String> pathsOf(String field) {
    List<String> found = new ArrayList<>();
    Deque<Map.Entry<String, KnownFields>> next = new ArrayDeque<>();
    next.add(Map.entry("", this));
    while (!next.isEmpty()) {
      Map.Entry<String, KnownFields> at = next.remove();
      at.getValue()
          .below
          .forEach((name, child) -> {
            String path = at.getKey().isEmpty() ? name : at.getKey() + "." + name;
            if (name.equals(field)) {
              found.add(path);
            }
            next.add(Map.entry(path, child));
          });
    }
    return found;
  }
}
