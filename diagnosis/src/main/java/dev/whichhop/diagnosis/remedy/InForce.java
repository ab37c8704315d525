package dev.whichhop.diagnosis.remedy;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Optional;

/**
 * What is set now, so that a remedy never makes worse what it is meant to mend.
 *
 * @param number in the unit of the field
 * @param evidence empty for a default
 */
record InForce(double number, List<Evidence> evidence) {

  /** {@code 6}, {@code 2.5}. */
  String text() {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** A number at a field of the object; keys with dots stand in brackets. */
  static Optional<InForce> field(Optional<KubernetesObject> object, String path) {
    if (object.isEmpty()) {
      return Optional.empty();
    }
    Node field = Remedies.field(object.get(), path);
    return field.number().isPresent()
        ? Optional.of(new InForce(field.number().getAsDouble(), List.of(field.evidence())))
        : Optional.empty();
  }
}
