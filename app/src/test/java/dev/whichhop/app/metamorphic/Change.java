package dev.whichhop.app.metamorphic;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A change of a folder of evidence.
 *
 * @param lossless everything that the folder tells stays; otherwise something is lost, and an
 *     answer may become less sure but never another
 */
record Change(
    String name, boolean lossless, BiFunction<EvidenceFolder, Random, EvidenceFolder> how) {

  static List<Change> all(Set<String> vocabulary) {
    return List.of(
        lossless(
            "other names and addresses", (all, random) -> Renaming.apply(all, random, vocabulary)),
        lossless("a year later", (all, random) -> ClockShift.apply(all)),
        lossless("another time zone", text(Lines::otherZone)),
        lossless("YAML and JSON exchanged", text(Documents::otherNotation)),
        lossless("access log as JSON", text(Lines::accessLogAsJson)),
        lossless("another cluster's objects and traffic", Bystanders::join),
        lossless("files renamed", (all, random) -> Layout.renamed(all)),
        lossless("files in folders of their own", (all, random) -> Layout.scattered(all)),
        lossless("files compressed", (all, random) -> Layout.gzipped(all)),
        lossless("one archive", (all, random) -> Layout.zipped(all)),
        lossless("objects in files of their own", (all, random) -> Layout.objectsApart(all)),
        lossless("logs rotated", (all, random) -> Layout.rotated(all)),
        lossless("logs with timestamps of kubectl", text(Lines::timestamps)),
        lossless("logs as containerd keeps them", text(Lines::containerd)),
        lossless(
            "lines end as on Windows", text(text -> text.replace("\r", "").replace("\n", "\r\n"))),
        lossy("files without telling names", Layout::nameless),
        lossy("tables instead of objects", text(Tables::instead)),
        lossy("the log format of Istio 1.5", text(Lines::accessLogOfIstio15)),
        lossy("the tail of each log", text(text -> Lines.tail(text, 0.6))),
        lossy(
            "every second line of each log",
            (all, random) -> all.mapTexts((name, text) -> Lines.sampled(text, 0.5, random))));
  }

  EvidenceFolder of(EvidenceFolder evidence, long seed) {
    return how.apply(evidence, new Random(seed));
  }

  private static Change lossless(
      String name, BiFunction<EvidenceFolder, Random, EvidenceFolder> how) {
    return new Change(name, true, how);
  }

  private static Change lossy(String name, BiFunction<EvidenceFolder, Random, EvidenceFolder> how) {
    return new Change(name, false, how);
  }

  private static BiFunction<EvidenceFolder, Random, EvidenceFolder> text(
      java.util.function.UnaryOperator<String> change) {
    return (all, random) -> all.mapTexts((name, text) -> change.apply(text));
  }

  @Override
  public String toString() {
    return name;
  }
}
