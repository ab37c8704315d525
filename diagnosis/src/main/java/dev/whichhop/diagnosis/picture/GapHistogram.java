package dev.whichhop.diagnosis.picture;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.view.ClosedUnderway;
import dev.whichhop.diagnosis.view.PoolGaps;
import dev.whichhop.model.diagnosis.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long the connection had been silent before each request of a group whose connections were
 * closed under way, and before those that were answered. Failures that pile up just over one value
 * show the timer that closes.
 *
 * @param symptom id of the group
 * @param width of a bin
 * @param failed requests by bin, the first bin beginning at zero
 * @param answered requests by bin
 * @param longer answered requests after a longer silence than the last bin has
 * @param typical median silence before the failures of the band; empty when they do not gather
 */
public record GapHistogram(
    String symptom,
    Duration width,
    List<Integer> failed,
    List<Integer> answered,
    int longer,
    Optional<Duration> typical) {

  private static final int MOST_BINS = 60;

  /** Fewer failures are no distribution. */
  private static final int LEAST = 3;

  /** Room to the right of the longest silence before a failure. */
  private static final double BEYOND = 1.25;

  /** One for each group that has enough failures with a known silence. */
  static List<GapHistogram> of(CaseFile file) {
    List<GapHistogram> histograms = new ArrayList<>();
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      if (ClosedUnderway.test(group)) {
        PoolGaps gaps = PoolGaps.of(group.failures(), file.bundle());
        if (gaps.failed().size() >= LEAST) {
          histograms.add(of(group.id(), gaps));
        }
      }
    }
    return List.copyOf(histograms);
  }

  private static GapHistogram of(String symptom, PoolGaps gaps) {
    long longest = gaps.failed().stream().mapToLong(gap -> gap.idle().toMillis()).max().orElse(0);
    Duration width = Buckets.width(Duration.ofMillis((long) (longest * BEYOND)), MOST_BINS - 1);
    int bins = (int) (longest * BEYOND / width.toMillis()) + 1;
    int[] failed = new int[bins];
    int[] answered = new int[bins];
    int longer = 0;
    for (PoolGaps.Gap gap : gaps.failed()) {
      failed[(int) (gap.idle().toMillis() / width.toMillis())]++;
    }
    for (PoolGaps.Gap gap : gaps.answered()) {
      long bin = gap.idle().toMillis() / width.toMillis();
      if (bin < bins) {
        answered[(int) bin]++;
      } else {
        longer++;
      }
    }
    return new GapHistogram(
        symptom,
        width,
        java.util.Arrays.stream(failed).boxed().toList(),
        java.util.Arrays.stream(answered).boxed().toList(),
        longer,
        gaps.band().map(PoolGaps.Band::typical));
  }
}
