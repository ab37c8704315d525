package dev.whichhop.model.diagnosis;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.Evidence;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a check says: it saw the thing, it looked and the thing is not there, or it cannot see. */
public sealed interface Answer {

  /**
   * The thing is there.
   *
   * @param subject what it was found at: a Service, a target group, a pod, a host
   * @param hop the hop of this instance when it differs from the cause's own; null otherwise
   * @param values placeholders of the message {@code check.<id>.found} and of remedies
   * @param evidence at least one
   */
  record Found(
      String subject, @Nullable Hop hop, Map<String, String> values, List<Evidence> evidence)
      implements Answer {
    public Found {
      values = Map.copyOf(values);
      evidence = List.copyOf(evidence);
      if (evidence.isEmpty()) {
        throw new IllegalArgumentException("nothing is found without evidence: " + subject);
      }
    }
  }

  /** It was looked for where it would show, and it is not there. */
  record Absent(Coverage coverage) implements Answer {}

  /**
   * The evidence that would tell is missing.
   *
   * @param artefact word of the artefact catalogue, which knows the command that fetches it
   */
  record Blind(String artefact) implements Answer {}

  /** A finding with one piece of evidence or several. */
  static Answer found(String subject, List<Evidence> evidence, Object... namesAndValues) {
    return new Found(subject, null, Phrase.of("", namesAndValues).values(), evidence);
  }

  static Answer absent(String source, String subject) {
    return new Absent(Coverage.of(source, subject));
  }

  static Answer blind(String artefact) {
    return new Blind(artefact);
  }
}
