package dev.whichhop.live;

import dev.whichhop.model.evidence.Gap;
import dev.whichhop.model.evidence.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was had and what was not, from many threads; told in an order that does not depend on them.
 */
final class Ledger {
  private static final Place NOWHERE = Place.file(Collection.FILE);

  private final List<Collection.Entry> entries = new ArrayList<>();
  private final Set<Gap> gaps = new LinkedHashSet<>();

  synchronized void had(String file, String what, String where, long count) {
    entries.add(new Collection.Entry(file, what, where, count));
  }

  void denied(String what, String where, String why, String rule, List<String> artefacts) {
    gap(what, where, Gap.State.DENIED, why, rule, artefacts);
  }

  void failed(String what, String where, String why, List<String> artefacts) {
    gap(what, where, Gap.State.FAILED, why, "", artefacts);
  }

  void cut(String what, String where, String why, List<String> artefacts) {
    gap(what, where, Gap.State.CUT, why, "", artefacts);
  }

  void leftOut(String what, String where, String why, List<String> artefacts) {
    gap(what, where, Gap.State.LEFT_OUT, why, "", artefacts);
  }

  private synchronized void gap(
      String what, String where, Gap.State state, String why, String rule, List<String> artefacts) {
    gaps.add(new Gap(what, where, state, why, rule, artefacts, NOWHERE));
  }

  synchronized List<Collection.Entry> entries() {
    return entries.stream().sorted(Comparator.comparing(Collection.Entry::file)).toList();
  }

  synchronized List<Gap> gaps() {
    return gaps.stream()
        .sorted(
            Comparator.comparing(Gap::state)
                .thenComparing(Gap::where)
                .thenComparing(Gap::what)
                .thenComparing(Gap::why))
        .toList();
  }
}
