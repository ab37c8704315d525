package dev.whichhop.model.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code Attributes} list of {@code aws elbv2 describe-*-attributes}.
 *
 * <p>The answer does not repeat whose attributes they are, so the kind follows from the keys, and
 * the owner only from the file name or a recorded command, when that tells.
 *
 * @param owner ARN or name fragment; empty when unknown
 */
public record AttributeSet(Kind kind, String owner, Map<String, Evidence> values) {

  /** Which of the three calls this came from. */
  public enum Kind {
    LOAD_BALANCER,
    TARGET_GROUP,
    LISTENER
  }

  /** The value of {@code key}. */
  public Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key))
        .map(evidence -> evidence.text().substring(evidence.text().indexOf('=') + 1));
  }

  /** The values as {@code key=value} evidence, only these keys, in this order. */
  public List<Evidence> evidence(String... keys) {
    return java.util.Arrays.stream(keys)
        .map(values::get)
        .filter(java.util.Objects::nonNull)
        .toList();
  }
}
