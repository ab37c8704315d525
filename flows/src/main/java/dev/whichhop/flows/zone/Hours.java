package dev.whichhop.flows.zone;

import dev.whichhop.flows.conversation.Basis;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long the two times are that are compared, in hours; 0 where there is none, or the records do
 * not tell. They are rarely of one length, so it is bytes an hour that are compared.
 */
public record Hours(double before, double after) {
  /**
   * @param since when it changed; null when nothing is compared
   * @param before of the records before that; null likewise
   * @param after of those from then on, or of all
   */
  public static Hours of(@Nullable Instant since, @Nullable Basis before, Basis after) {
    return new Hours(
        before == null ? 0 : between(before.first(), since),
        between(since == null ? after.first() : since, after.last()));
  }

  private static double between(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null || !to.isAfter(from)
        ? 0
        : Duration.between(from, to).toMillis() / 3_600_000.0;
  }

  /** By how many bytes an hour it changed; a time of unknown length counts as an hour. */
  double change(long bytesBefore, long bytesAfter) {
    return Math.abs(rate(bytesAfter, after) - rate(bytesBefore, before));
  }

  private static double rate(long bytes, double hours) {
    return hours > 0 ? bytes / hours : bytes;
  }
}
