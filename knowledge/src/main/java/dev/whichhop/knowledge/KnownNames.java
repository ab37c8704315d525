package dev.whichhop.knowledge;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A table of names, one a line, each with the versions that know it where not all do ({@code >=1.24
 * <=1.28}). Written by {@code lint/tables/generate}, or by hand with a source beside each group.
 */
public final class KnownNames {
  private KnownNames() {}

  /** The names in {@code lint/<table>.txt} with their range, empty for all versions. */
  public static Map<String, String> load(String table) {
    String file = table + ".txt";
    String text = ResourceFolder.read("lint", file).get(file);
    if (text == null) {
      throw new KnowledgeException(file, "no such table");
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.strip().split(" ", 2);
        names.put(parts[0], parts.length > 1 ? parts[1].strip() : "");
      }
    }
    return names;
  }
}
