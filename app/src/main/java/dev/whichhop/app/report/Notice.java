package dev.whichhop.app.report;

import dev.whichhop.model.evidence.Place;
import java.util.List;

/**
 * One thing that a command has to say about a place, in a form that SARIF and JUnit share.
 *
 * @param rule stable code of the rule, check or cause
 * @param title what the rule is about, one short sentence, the same in every notice of the rule
 * @param level how bad it is
 * @param message what is wrong here, and what to do
 * @param help longer explanation of the rule in Markdown, the same in every notice of the rule;
 *     empty when there is none
 * @param places where it is seen, the first one decides where tools show it; may be empty
 * @param column 1-based column in the line of the first place; 0 when unknown
 * @param text literal text at the first place, untrusted: with rule and file it tells one notice
 *     from another after lines have moved
 */
public record Notice(
    String rule,
    String title,
    Level level,
    String message,
    String help,
    List<Place> places,
    int column,
    String text) {

  /** Most serious first. */
  public enum Level {
    ERROR,
    WARNING,
    NOTE;

    /** The word of SARIF, and of {@code --fail-on}. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** True when this is as serious as the other one, or more. */
    public boolean atLeast(Level other) {
      return compareTo(other) <= 0;
    }
  }

  public Notice {
    places = List.copyOf(places);
  }

  /** The file of the first place; empty when there is none. */
  String file() {
    return places.isEmpty() ? "" : places.getFirst().file();
  }
}
