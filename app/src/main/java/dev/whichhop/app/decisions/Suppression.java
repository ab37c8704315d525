package dev.whichhop.app.decisions;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One decision to live with a finding.
 *
 * @param id code of a cause, check or lint rule
 * @param subject what it was found at, {@code *} for any characters; {@code *} alone for all
 * @param reason why; never empty
 * @param until last day on which it holds; null for no end
 */
record Suppression(String id, String subject, String reason, @Nullable LocalDate until) {

  boolean expired(LocalDate today) {
    return until != null && today.isAfter(until);
  }

  boolean covers(String code, String foundAt) {
    return id.equals(code)
        && Pattern.matches(Pattern.quote(subject).replace("*", "\\E.*\\Q"), foundAt);
  }
}
