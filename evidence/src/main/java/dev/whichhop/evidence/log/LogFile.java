package dev.whichhop.evidence.log;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.log.VantageResolver.Kind;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.Coverage.Completeness;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Vantage;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParsers;
import dev.whichhop.records.Parsed;
import dev.whichhop.records.access.AccessLogFormats;
import dev.whichhop.records.access.EnvoyVantage;
import dev.whichhop.records.log.FailureText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One log file while it is read. */
final class LogFile {
  private final TextFile file;
  private final LogWatcher watcher;
  private final BundleBuilder into;
  private final Problems problems;
  private final String instance;
  private final LineOrder order;
  private final PendingVantages pending;
  private final LogExtent extent = new LogExtent();
  private final Silences silences = new Silences();
  private final AttemptLedger ledger = new AttemptLedger();
  private Component component = Component.APPLICATION;
  private @Nullable Instant lastTime;
  private boolean accessLog;
  private boolean sampled;
  private @Nullable OpenFailure open;
  private int year;
  private long yearBegins;
  private long yearEnds;

  LogFile(
      TextFile file,
      AccessLogFormats formats,
      int year,
      LogWatcher watcher,
      BundleBuilder into,
      Problems problems) {
    this.file = file;
    this.year = year;
    this.watcher = watcher;
    this.into = into;
    this.problems = problems;
    this.instance = InstanceName.of(file.name(), file.command());
    this.order = new LineOrder(LineParsers.all(formats));
    this.pending = new PendingVantages(into);
  }

  /** A caller's failure without a reason yet; the lines of its stack trace may tell it. */
  private record OpenFailure(
      String text, LineContext context, Observation observation, @Nullable Instant prefixTime) {}

  /** The year of the last time that had one; 1970 when none had. */
  int year() {
    return year;
  }

  void line(String line, int number) {
    LinePrefix prefix = LinePrefix.strip(line);
    String text = prefix.text();
    if (text.isBlank()) {
      return;
    }
    Place place = file.at(number);
    String writer = prefix.instance().isEmpty() ? instance : prefix.instance();
    LineContext context = new LineContext(place, writer, component, year);
    Parsed parsed = order.parse(text, context);
    explain(parsed, text);
    Component spoken = Component.ISTIO_PROXY;
    switch (parsed) {
      case null -> spoken = unknown(text, prefix.time(), context);
      case Parsed.OfRequest(Observation observation) -> {
        accessLog |= order.lastWasAccessLog();
        request(observation, writer, prefix.time());
      }
      case Parsed.OfLog(LogRecord record) -> {
        spoken = record(record, prefix.time(), context);
        if (record.time() != null || prefix.time() != null) {
          ledger.line(timed(record, prefix.time()));
        }
      }
      case Parsed.OfLoggedRequest(LogRecord record, Observation observation) -> {
        spoken = record(record, prefix.time(), context);
        if (observation.clientFailure() == ClientFailure.OTHER) {
          open = new OpenFailure(text, context, observation, prefix.time());
        } else {
          request(observation, writer, prefix.time());
        }
      }
      case Parsed.OfFlow(var record) -> into.add(record);
      case Parsed.OfPacket(var packet) -> into.add(packet);
    }
    if (!(parsed instanceof Parsed.OfRequest of && isQuiet(of.observation()))) {
      watcher.line(text, spoken, lastTime, place, into);
    }
  }

  /** A line that was found to be an Envoy's already. */
  void envoyLine(String text, Observation observation) {
    accessLog = true;
    request(observation, instance, null);
    if (!isQuiet(observation)) {
      watcher.line(text, Component.ISTIO_PROXY, lastTime, observation.place(), into);
    }
  }

  /** For lines of the file's own writer, without their place. */
  LineContext context() {
    return new LineContext(Place.file(file.name()), instance, Component.ISTIO_PROXY, year);
  }

  /**
   * A complete success that Envoy had nothing to say about holds no literal that means something.
   */
  private static boolean isQuiet(Observation line) {
    return EnvoyVantage.unresolved(line)
        && line.succeeded()
        && line.flags().isEmpty()
        && line.transportFailure().isEmpty()
        && (line.details().isEmpty() || line.details().equals("via_upstream"));
  }

  /** Ends or completes an open failure: a line without a time of its own continues it. */
  private void explain(@Nullable Parsed next, String text) {
    OpenFailure failure = open;
    if (failure == null) {
      return;
    }
    boolean continues =
        next == null || next instanceof Parsed.OfLog of && of.record().time() == null;
    Observation observation = failure.observation;
    if (continues) {
      ClientFailure told = FailureText.of(text).failure();
      if (told == ClientFailure.NONE || told == ClientFailure.OTHER) {
        return;
      }
      Parsed whole = order.parse(failure.text + " " + text.strip(), failure.context);
      if (whole instanceof Parsed.OfLoggedRequest(var _, Observation explained)) {
        observation = explained;
      }
    }
    open = null;
    request(observation, failure.context.instance(), failure.prefixTime);
  }

  private void request(Observation observation, String writer, @Nullable Instant prefixTime) {
    Instant start = observation.time().orElse(prefixTime);
    noteTime(writer, start, observation.end().orElse(start));
    Observation timed = prefixTime == null ? observation : observation.withCollected(prefixTime);
    ledger.line(timed);
    pending.add(EnvoyVantage.unresolved(timed) ? silences.see(timed) : timed);
  }

  /** Lines without a time, such as those of a stack trace, have that of the record before. */
  private Component record(LogRecord record, @Nullable Instant prefixTime, LineContext context) {
    Instant time = record.time() != null ? record.time() : prefixTime;
    if (time == null) {
      time = lastTime;
    } else {
      noteTime(context.instance(), time, time);
    }
    if (accessLog && looksCut(record.raw())) {
      problems.report(record.place(), "access-log line ends early");
    }
    if (record.component() != Component.APPLICATION) {
      component = record.component();
    }
    into.add(timed(record, time));
    return record.component();
  }

  private static LogRecord timed(LogRecord record, @Nullable Instant time) {
    return time == null || time.equals(record.time())
        ? record
        : new LogRecord(
            record.component(),
            record.source(),
            time,
            record.level(),
            record.message(),
            record.fields(),
            record.raw(),
            record.place());
  }

  private Component unknown(String text, @Nullable Instant time, LineContext context) {
    return record(
        new LogRecord(
            component, context.instance(), null, "", text, Map.of(), text, context.place()),
        time,
        context);
  }

  /** Begins like an Envoy access-log line, but no parser of them took it. */
  private static boolean looksCut(String line) {
    return line.startsWith("[2") && line.indexOf("] \"") == 25
        || line.startsWith("{\"") && !line.endsWith("}");
  }

  private void noteTime(String writer, @Nullable Instant from, @Nullable Instant to) {
    extent.add(writer, from, to);
    if (from != null) {
      lastTime = from;
      if (from.getEpochSecond() < yearBegins || from.getEpochSecond() >= yearEnds) {
        noteYear(from.atOffset(ZoneOffset.UTC).getYear());
      }
    }
  }

  /** Times of day without a date are given as those of 1970-01-01: they tell no year. */
  private void noteYear(int written) {
    if (written > 1970) {
      year = written;
      yearBegins = LocalDate.of(written, 1, 1).toEpochDay() * 86_400;
      yearEnds = LocalDate.of(written + 1, 1, 1).toEpochDay() * 86_400;
    }
  }

  /** Successes of the whole file's writer that are only counted, by status. */
  void count(Kind kind, long[] byStatus) {
    pending.flush();
    VantageResolver resolver = pending.resolver(instance);
    for (int status = 0; status < byStatus.length; status++) {
      if (byStatus[status] > 0) {
        sampled = true;
        Vantage vantage = resolver.learn(kind, byStatus[status]);
        into.countUnkept(
            vantage.hop(), vantage.side(), status, "", ClientFailure.NONE, byStatus[status]);
      }
    }
  }

  /** Start of a line that was only counted, in milliseconds since 1970; -1 for none. */
  void counted(long start) {
    if (start >= 0) {
      lastTime = Instant.ofEpochMilli(start);
    }
  }

  /**
   * An answer of a line that is only counted; see {@link Silences#answered}. Its keys are made of
   * the file's own writer.
   */
  void answered(long connection, long host, long end) {
    silences.answered(connection, host, end);
  }

  /** Counted lines from one moment to another, in milliseconds since 1970. */
  void covers(long from, long to) {
    extent.add(instance, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
  }

  void end() {
    if (open != null) {
      request(open.observation, open.context.instance(), open.prefixTime);
    }
    ledger.end(pending::add);
    pending.flush();
    Completeness completeness = LogExtent.completeness(file);
    if (completeness == Completeness.FULL && accessLog) {
      if (LogFilters.present(into)) {
        completeness = Completeness.FILTERED;
      } else if (sampled || !into.keepsSuccesses()) {
        completeness = Completeness.SAMPLED;
        problems.report(
            Place.file(file.name()),
            "a very large log: of the requests that succeeded a sample is kept, all are counted");
      }
    }
    for (Coverage covered : extent.coverage(file.name(), completeness)) {
      into.add(covered);
    }
  }
}
