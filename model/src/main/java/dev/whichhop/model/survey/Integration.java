package dev.whichhop.model.survey;

import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.evidence.InputFile;
import java.util.List;

/**
 * Whether Istio and Knative fit together, as questions in the order in which to look when nothing
 * answers or the wrong revision does. Yes is how it should be.
 */
public record Integration(List<Step> steps, List<InputFile> inputs) {

  public Integration {
    steps = List.copyOf(steps);
    inputs = List.copyOf(inputs);
  }

  /** True when one question is answered no. */
  public boolean broken() {
    return steps.stream().anyMatch(one -> one.reply() == Step.Reply.NO);
  }

  /** True when no question could be answered. */
  public boolean blind() {
    return steps.stream().allMatch(one -> one.reply() == Step.Reply.UNSEEN);
  }
}
