package dev.whichhop.evidence.log;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import dev.whichhop.records.log.Durations;
import dev.whichhop.records.log.IdleTime;
import dev.whichhop.records.log.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Recognises a log that is a list of attempts: most of its lines tell an outcome in a word ({@code
 * 10.1.2.3 ok}, {@code 10.1.2.4 SYN timeout}) and some of them a failure. Only who tried can write
 * such a list, so its lines are a caller's requests. A log that speaks of success now and then
 * among other things is none.
 */
final class AttemptLedger {
  /** One line is no list. */
  private static final int LEAST = 2;

  /** Attempts beyond are not kept; so many tell as much. */
  private static final int MOST = 20_000;

  /** A log that has so many lines more than a list may have is given up: none begins like that. */
  private static final int LINES_BEHIND = 10_000;

  private final List<LogRecord> attempts = new ArrayList<>();
  private int lines;
  private int callerLines;
  private boolean failures;
  private boolean givenUp;

  /** A line that is no request by itself. */
  void line(LogRecord record) {
    lines++;
    if (givenUp) {
      return;
    }
    if (lines - 2 * told() > LINES_BEHIND) {
      givenUp = true;
      attempts.clear();
      return;
    }
    boolean own =
        record.component() == Component.APPLICATION || record.component() == Component.CLIENT;
    Outcome outcome = own ? Outcome.of(record) : Outcome.UNSAID;
    if (outcome != Outcome.UNSAID && attempts.size() < MOST) {
      attempts.add(record);
      failures |= outcome == Outcome.FAILED || Outcome.status(record) >= 500;
    }
  }

  /** A line that told of a request by itself. */
  void line(Observation observation) {
    lines++;
    if (observation.vantage().side() == Side.CALLER) {
      callerLines++;
      failures |= observation.failed();
    }
  }

  /** Gives the attempts as requests when the log is a list of them. */
  void end(Consumer<Observation> requests) {
    if (failures && told() >= LEAST && told() * 2 >= lines) {
      attempts.forEach(attempt -> requests.accept(request(attempt)));
    }
  }

  private int told() {
    return attempts.size() + callerLines;
  }

  private static Observation request(LogRecord attempt) {
    Observation.Builder request =
        Observation.builder(new Vantage(Hop.CLIENT, Side.CALLER, attempt.source()), attempt.place())
            .time(attempt.time())
            .duration(Durations.first(attempt.message(), 0))
            .idleBefore(IdleTime.of(attempt.fields()))
            .raw(attempt.raw());
    int status = Outcome.status(attempt);
    if (status > 0) {
      return request.status(status).build();
    }
    if (Outcome.of(attempt) == Outcome.CAME_THROUGH) {
      return request.cameThrough().build();
    }
    ClientFailure failure = Outcome.failure(attempt);
    return request
        .clientFailure(failure == ClientFailure.NONE ? ClientFailure.OTHER : failure)
        .details(attempt.message())
        .build();
  }
}
