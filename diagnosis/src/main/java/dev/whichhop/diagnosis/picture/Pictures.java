package dev.whichhop.diagnosis.picture;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Tally;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report draws.
 *
 * @param traffic by hop, what its logs have; hops without a log are not in it
 */
public record Pictures(
    Map<Hop, Traffic> traffic,
    Optional<Timeline> timeline,
    List<GapHistogram> gaps,
    Optional<RequestTrace> trace) {

  /**
   * Lines of one hop's logs. A sidecar writes two for a request that it lets through to itself, so
   * these are lines and not requests.
   *
   * @param failures of the lines
   */
  public record Traffic(long lines, long failures) {}

  public static Pictures of(CaseFile file) {
    return new Pictures(
        traffic(file.bundle().tally()),
        Timeline.of(file),
        GapHistogram.of(file),
        RequestTrace.of(file));
  }

  private static Map<Hop, Traffic> traffic(Tally tally) {
    Map<Hop, Traffic> traffic = new EnumMap<>(Hop.class);
    for (Tally.Line line : tally.lines()) {
      long failures = failed(line) ? line.count() : 0;
      traffic.merge(
          line.hop(),
          new Traffic(line.count(), failures),
          (a, b) -> new Traffic(a.lines + b.lines, a.failures + b.failures));
    }
    return Collections.unmodifiableMap(traffic);
  }

  /** As {@link dev.whichhop.model.evidence.Observation#failed}, from what a tally keeps. */
  private static boolean failed(Tally.Line line) {
    return line.status() >= 500
        || line.clientFailure() != ClientFailure.NONE
        || (line.status() == 0 || line.status() >= 400) && !line.flags().isEmpty()
        || line.status() == 431
        || line.status() == 499
        || line.status() == 460;
  }
}
