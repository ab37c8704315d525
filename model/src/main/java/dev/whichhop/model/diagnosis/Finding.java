package dev.whichhop.model.diagnosis;

import dev.whichhop.model.Hop;

/**
 * The answer of one check.
 *
 * @param check the check's code
 */
public record Finding(String check, Hop hop, Answer answer) {

  public String state() {
    return switch (answer) {
      case Answer.Found _ -> "FOUND";
      case Answer.Absent _ -> "ABSENT";
      case Answer.Blind _ -> "BLIND";
    };
  }
}
