package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.LogRecord;
import java.util.List;

/** Lines of Knative's own components and the fields that their zap logger adds. */
final class KnativeLogs {
  private KnativeLogs() {}

  /** The lines of one component. */
  static List<LogRecord> of(Bundle bundle, Component component) {
    return bundle.logs().stream().filter(one -> one.component() == component).toList();
  }

  /** {@code namespace/revision} that a line is about; empty when it does not say. */
  static String revision(LogRecord line) {
    return line.fields().getOrDefault("knative.dev/key", "");
  }

  /** The error of a line, else its message. */
  static String error(LogRecord line) {
    String error = line.fields().getOrDefault("error", "");
    return error.isEmpty() ? line.message() : error;
  }

  /** The first few lines as evidence. */
  static List<Evidence> evidence(List<LogRecord> lines) {
    return lines.stream().limit(3).map(LogRecord::evidence).toList();
  }
}
