package dev.whichhop.diagnosis.view;

import java.util.Optional;

/** Major and minor number of an Istio release; what skew is measured in. */
public record Version(int major, int minor, String text) {

  /** From {@code 1.24.2}, {@code v1.24}, {@code 1.24.2-distroless}; empty for other words. */
  public static Optional<Version> of(String text) {
    String digits = text.startsWith("v") ? text.substring(1) : text;
    int dot = digits.indexOf('.');
    int end = dot + 1;
    while (dot > 0 && end < digits.length() && Character.isDigit(digits.charAt(end))) {
      end++;
    }
    boolean version =
        dot > 0
            && dot <= 2
            && end > dot + 1
            && end <= dot + 4
            && digits.substring(0, dot).chars().allMatch(Character::isDigit);
    return version
        ? Optional.of(
            new Version(
                Integer.parseInt(digits.substring(0, dot)),
                Integer.parseInt(digits.substring(dot + 1, end)),
                digits))
        : Optional.empty();
  }

  /** The tag of an image, {@code docker.io/istio/proxyv2:1.24.2}. */
  public static Optional<Version> ofImage(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1);
    int at = name.indexOf('@');
    String tagged = at < 0 ? name : name.substring(0, at);
    int colon = tagged.indexOf(':');
    return colon < 0 ? Optional.empty() : of(tagged.substring(colon + 1));
  }

  /** How many minor releases this one is ahead of the other; a major release is beyond all. */
  public int aheadOf(Version other) {
    return (major - other.major) * 100 + minor - other.minor;
  }
}
