package dev.whichhop.evidence;

import dev.whichhop.model.evidence.Place;
import java.util.ArrayList;
import java.util.List;

/** Collects what could not be read, with place, what was expected and what was seen. */
public final class Problems {
  /** One thing that could not be read. */
  public record Problem(Place place, String message) {}

  private static final int KEPT = 20;
  private final List<Problem> problems = new ArrayList<>();
  private int count;
  private boolean cut;

  /** Notes a problem; only the first 20 of a file are kept with their place. */
  public void report(Place place, String message) {
    count++;
    if (problems.size() < KEPT) {
      problems.add(new Problem(place, message));
    }
  }

  /** Notes that a part of the file is not in the bundle: nothing of it can be called absent. */
  public void reportCut(Place place, String message) {
    report(place, message);
    cut = true;
  }

  /** Whether a part of the file was left unread. */
  public boolean cut() {
    return cut;
  }

  public List<Problem> kept() {
    return List.copyOf(problems);
  }

  public int count() {
    return count;
  }
}
