package dev.whichhop.redact;

import dev.whichhop.redact.find.SecretFinder;
import dev.whichhop.redact.find.SecretKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What was taken out of which file: kinds and counts, never values. For several threads. */
public final class Removals {
  private final SortedMap<String, Map<SecretKind, Long>> byFile = new TreeMap<>();

  /** A counter for one file. */
  public BiConsumer<SecretKind, Long> of(String file) {
    return (kind, count) -> add(file, kind, count);
  }

  private synchronized void add(String file, SecretKind kind, long count) {
    byFile
        .computeIfAbsent(file, _ -> new EnumMap<>(SecretKind.class))
        .merge(kind, count, Long::sum);
  }

  /** The name of a file without secrets: it may have been made from a URL or a command. */
  public String name(String name) {
    return SecretFinder.replaced(name, kind -> add("", kind, 1));
  }

  /** By file, each kind with its count; names of files stand under the empty name. */
  public synchronized SortedMap<String, Map<SecretKind, Long>> byFile() {
    SortedMap<String, Map<SecretKind, Long>> copy = new TreeMap<>();
    byFile.forEach((file, counts) -> copy.put(file, new EnumMap<>(counts)));
    return copy;
  }

  /** Over all files. */
  public Map<SecretKind, Long> totals() {
    Map<SecretKind, Long> totals = new EnumMap<>(SecretKind.class);
    byFile()
        .values()
        .forEach(counts -> counts.forEach((kind, count) -> totals.merge(kind, count, Long::sum)));
    return totals;
  }
}
