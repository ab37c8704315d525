package dev.whichhop.evidence.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The files of one archive, collected until its end is reached: links may lead forward. */
final class ArchiveEntries {
  private final String archive;
  private final SourceVisitor visitor;
  private final List<Source> files = new ArrayList<>();
  private final NavigableSet<String> names = new TreeSet<>();

  /** Targets by name of the link; null where it leads out of the archive. */
  private final Map<String, @Nullable String> links = new TreeMap<>();

  ArchiveEntries(String archive, SourceVisitor visitor) {
    this.archive = archive;
    this.visitor = visitor;
  }

  /** The name without {@code ./}; null (and reported) when it is refused. */
  @Nullable String accept(String name) {
    String refusal = EntryName.refusal(name);
    if (refusal != null) {
      unread(name, refusal);
      return null;
    }
    return EntryName.normal(name);
  }

  void add(String name, long size, Source.Content content) {
    names.add(name);
    files.add(new Source(shown(name), size, content));
  }

  void link(String name, @Nullable String target) {
    links.put(name, target);
  }

  void unread(String name, String reason) {
    visitor.unread(shown(name), reason);
  }

  private String shown(String name) {
    return archive + "!/" + name;
  }

  /**
   * The files by name; the order in an archive is that of the disk it was packed from. A link to a
   * file of the archive is that file, which is read once; other links are reported.
   */
  List<Source> sorted() {
    links.forEach((name, target) -> {
      if (target == null) {
        unread(name, "a link out of the archive, refused");
      } else if (!names.contains(target) && !isFolder(target)) {
        unread(name, "a link to " + EntryName.shown(target) + ", which is not in the archive");
      }
    });
    files.sort(Comparator.comparing(Source::name));
    return List.copyOf(files);
  }

  private boolean isFolder(String target) {
    String below = names.ceiling(target + "/");
    return links.containsKey(target)
        || target.isEmpty()
        || (below != null && below.startsWith(target + "/"));
  }
}
