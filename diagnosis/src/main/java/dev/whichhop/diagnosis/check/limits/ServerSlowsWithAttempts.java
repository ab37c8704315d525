package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Attempts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The server is slow while each request arrives several times, and quick while each arrives once:
 * the attempts are more than it can do.
 */
final class ServerSlowsWithAttempts implements Check {
  private static final int PARTS = 12;
  private static final int LEAST_REQUESTS = 40;
  private static final double ONCE = 1.2;
  private static final double SLOWER = 2;

  private record Part(double ratio, long medianMillis, Attempts.Request sample) {}

  @Override
  public String id() {
    return "server-slows-with-attempts";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of();
  }

  @Override
  public Answer look(CaseFile file) {
    List<Attempts.Request> requests = new ArrayList<>(Attempts.of(file.exchanges()).requests());
    requests.sort(Comparator.comparing(Attempts.Request::time));
    if (requests.size() < LEAST_REQUESTS) {
      return Answer.blind("sidecar-access-log");
    }
    List<Part> many = new ArrayList<>();
    List<Part> once = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      Part part =
          part(requests.subList(i * requests.size() / PARTS, (i + 1) * requests.size() / PARTS));
      if (part.ratio >= RequestsArriveSeveralTimes.MULTIPLIED) {
        many.add(part);
      } else if (part.ratio <= ONCE) {
        once.add(part);
      }
    }
    if (many.isEmpty() || once.isEmpty()) {
      return Answer.blind("sidecar-access-log");
    }
    long slow = many.stream().mapToLong(Part::medianMillis).min().orElse(0);
    long quick = once.stream().mapToLong(Part::medianMillis).max().orElse(0);
    return slow >= SLOWER * Math.max(1, quick)
        ? Answer.found(
            "",
            List.of(
                once.getFirst().sample.evidence().getLast(),
                many.getFirst().sample.evidence().getLast()),
            "quick",
            quick,
            "slow",
            slow,
            "ratio",
            String.format(Locale.ROOT, "%.1f", many.getFirst().ratio))
        : Answer.absent("access logs of both proxies", "the server");
  }

  private static Part part(List<Attempts.Request> requests) {
    List<Attempts.Request> sorted = new ArrayList<>(requests);
    sorted.sort(Comparator.comparingLong(Attempts.Request::slowestMillis));
    Attempts.Request median = sorted.get(sorted.size() / 2);
    double ratio = requests.stream().mapToInt(Attempts.Request::attempts).average().orElse(1);
    return new Part(ratio, median.slowestMillis(), median);
  }
}
