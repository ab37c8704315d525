package dev.whichhop.knowledge;

import dev.whichhop.model.diagnosis.Safety;
import java.util.List;

/**
 * What is true of a remedy whatever the incident.
 *
 * @param target the kind of object that it changes
 * @param prior fields of that object which it changes, dotted, keys with dots in brackets; what
 *     stands there now undoes it
 * @param verify command that shows it in force; empty where only the failures tell
 */
public record RemedyFacts(
    String id, Safety safety, Target target, List<String> prior, String verify) {

  /** Kinds of objects that can be found in the evidence. */
  public enum Target {
    NONE,
    DESTINATION_RULE,
    VIRTUAL_SERVICE,
    KNATIVE_SERVICE,
    WORKLOAD,
    GATEWAY_WORKLOAD,
    SERVICE,
    TARGET_GROUP,
    LISTENER
  }
}
