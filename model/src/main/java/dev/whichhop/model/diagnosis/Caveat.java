package dev.whichhop.model.diagnosis;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Gap;
import java.util.List;

/**
 * What an answer is not the whole answer to. It is said with the answer in every format, never
 * silently.
 */
public sealed interface Caveat {

  /** What a reader must know, the most important first. */
  List<Phrase> sentences();

  /** Lines that the sentences speak of. */
  default List<Evidence> evidence() {
    return List.of();
  }

  /**
   * Only one request, moment or host was asked for.
   *
   * @param asked what was asked for, by the option's name: {@code request-id}, {@code at}, {@code
   *     host}
   * @param requests how many requests match
   * @param failed how many of these failed
   * @param nearest what comes nearest when nothing matches: request ids, times or hosts
   */
  record Narrowed(
      List<String> asked,
      long requests,
      long failed,
      List<String> nearest,
      List<Phrase> sentences,
      List<Evidence> evidence)
      implements Caveat {}

  /**
   * Reading was interrupted.
   *
   * @param unread files of which nothing, or only the beginning, was read
   */
  record Partial(List<String> unread, List<Phrase> sentences) implements Caveat {}

  /**
   * A collector could not have everything.
   *
   * @param missing what, the one that costs most first
   */
  record Gaps(List<Missing> missing, List<Phrase> sentences, List<Evidence> evidence)
      implements Caveat {

    /**
     * One thing that is not there.
     *
     * @param gap as the collector noted it
     * @param namespaces where; empty where it is no matter of one
     * @param blind checks that cannot see because of it
     */
    public record Missing(Gap gap, List<String> namespaces, List<String> blind) {}
  }

  /**
   * Findings that somebody has decided about already.
   *
   * @param hidden what is left out of the answer
   * @param fault true while something that is not suppressed is at fault
   */
  record Suppressed(List<Hidden> hidden, boolean fault, List<Phrase> sentences) implements Caveat {

    /**
     * One finding that is left out.
     *
     * @param id code of the cause or check
     * @param subject what it was found at
     * @param reason why, in the words of whoever suppressed it; untrusted
     */
    public record Hidden(String id, String subject, String reason) {}
  }
}
