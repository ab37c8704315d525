package dev.whichhop.app.decisions;

import dev.whichhop.model.evidence.GeneratedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The findings of an earlier run, so that a later one shows only what is new. Pod names lose what
 * Kubernetes makes up of them, else every rollout would bring everything back.
 */
final class Baseline {
  private static final String VERSION = "whichhop.dev/v1";

  private final TreeSet<Known> known = new TreeSet<>();

  /** One finding: what and where. */
  record Known(String id, String subject) implements Comparable<Known> {
    @Override
    public int compareTo(Known other) {
      int byId = id.compareTo(other.id);
      return byId != 0 ? byId : subject.compareTo(other.subject);
    }
  }

  void add(String id, String subject) {
    known.add(new Known(id, GeneratedName.stem(subject)));
  }

  boolean contains(String id, String subject) {
    return known.contains(new Known(id, GeneratedName.stem(subject)));
  }

  static Baseline read(Path file) throws IOException, WrongDecisions {
    String name = file.toString();
    Object root;
    try {
      root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    } catch (YamlEngineException broken) {
      throw new WrongDecisions(name, "not YAML: " + broken.getMessage());
    }
    if (!(root instanceof Map<?, ?> map)
        || !VERSION.equals(map.get("apiVersion"))
        || !"Baseline".equals(map.get("kind"))
        || !(map.get("known") instanceof List<?> items)) {
      throw new WrongDecisions(name, "not a baseline; --write-baseline writes one");
    }
    Baseline baseline = new Baseline();
    for (Object item : items) {
      if (!(item instanceof Map<?, ?> one) || !(one.get("id") instanceof String id)) {
        throw new WrongDecisions(name, "known: expected entries with id and subject");
      }
      baseline.add(id, one.get("subject") instanceof String subject ? subject : "");
    }
    return baseline;
  }

  /** Writes it, replacing the file. */
  void write(Path file) throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("apiVersion", VERSION);
    root.put("kind", "Baseline");
    root.put("known", known.stream().map(Baseline::tree).toList());
    DumpSettings settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
    Files.writeString(file, new Dump(settings).dumpToString(root));
  }

  private static Map<String, Object> tree(Known one) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", one.id());
    tree.put("subject", one.subject());
    return tree;
  }
}
