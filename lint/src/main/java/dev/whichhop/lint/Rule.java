package dev.whichhop.lint;

import dev.whichhop.lint.text.Content;
import java.util.List;

/** Looks for mistakes that need more than data to be seen. */
public interface Rule {

  /**
   * Looks at all files together, because what contradicts each other may stand in two of them.
   *
   * @param contents the files in the order in which they were given
   */
  void look(List<Content> contents, Findings into);
}
