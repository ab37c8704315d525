package dev.whichhop.flows.analysis;

import dev.whichhop.flows.value.Assumption;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the check of a query gathers beside its tree. */
final class Findings {
  private final Set<Note> notes = new LinkedHashSet<>();
  private final EnumSet<Assumption> assumptions = EnumSet.noneOf(Assumption.class);

  void note(Note note) {
    notes.add(note);
  }

  void assume(Assumption assumption) {
    assumptions.add(assumption);
  }

  void assume(Collection<Assumption> several) {
    assumptions.addAll(several);
  }

  List<Note> notes() {
    return List.copyOf(notes);
  }

  Set<Assumption> assumptions() {
    return assumptions;
  }
}
