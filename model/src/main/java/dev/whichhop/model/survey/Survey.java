package dev.whichhop.model.survey;

import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.InputFile;
import java.util.List;

/**
 * The settings that matter when a quiet system loses answers, as written and as used.
 *
 * @param looked false when the evidence has nothing that could be compared
 * @param measures what to do about the rows that stand out, in the order to do it
 */
public record Survey(
    boolean looked, List<Subject> subjects, List<Measure> measures, List<InputFile> inputs) {

  /**
   * What the rows are about.
   *
   * @param name a service with its port, or a pod
   * @param proxy the proxy that was looked at; empty when none was seen
   */
  public record Subject(String name, String proxy, List<Row> rows) {
    public Subject {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One step.
   *
   * @param subjects whom it is for
   * @param command how to do it, or to verify it; empty when the words say it all
   */
  public record Measure(Topic topic, Phrase what, List<String> subjects, String command) {
    public Measure {
      subjects = List.copyOf(subjects);
    }
  }

  public Survey {
    subjects = List.copyOf(subjects);
    measures = List.copyOf(measures);
    inputs = List.copyOf(inputs);
  }

  /** True when some row is to be looked at. */
  public boolean anyStands() {
    return subjects.stream().flatMap(one -> one.rows().stream()).anyMatch(Row::stands);
  }
}
