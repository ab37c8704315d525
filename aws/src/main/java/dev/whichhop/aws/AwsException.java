package dev.whichhop.aws;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** AWS gave no answer. The values fill the sentence of the problem; they are untrusted text. */
public final class AwsException extends IOException {
  private final AwsProblem problem;
  private final transient Map<String, String> values;

  public AwsException(AwsProblem problem, Map<String, String> values, @Nullable Throwable cause) {
    super(problem.word() + " " + values, cause);
    this.problem = problem;
    this.values = Map.copyOf(values);
  }

  public AwsProblem problem() {
    return problem;
  }

  public Map<String, String> values() {
    return values;
  }
}
