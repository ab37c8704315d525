package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Node;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * {@code Tue, 02 Sep 2025 10:09:17 +0000}, as {@code kubectl describe} prints times (RFC 1123 with
 * a zone).
 */
final class DescribedTime {
  private DescribedTime() {}

  static Optional<Instant> of(Node time) {
    try {
      return Optional.of(
          Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(time.textOrEmpty())));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }
}
