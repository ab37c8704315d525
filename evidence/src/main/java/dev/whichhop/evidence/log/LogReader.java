package dev.whichhop.evidence.log;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.Source;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.LineParsers;
import dev.whichhop.records.Parsed;
import dev.whichhop.records.access.AccessLogFormats;
import dev.whichhop.records.access.EnvoyFormat;
import dev.whichhop.records.access.EnvoyTextParser;
import dev.whichhop.records.log.LeadingTime;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Logs of every kind, line by line: access logs, component logs, application logs, mixed ones. */
public final class LogReader implements Reader {
  /** Lines of the head that decide. */
  private static final int LOOKED_AT = 60;

  /** Surer than a table or a document can be of a text that is none of theirs. */
  private static final int SURE = 55;

  private final LogWatcher watcher;
  private final List<LineParser> sample = LineParsers.all(new AccessLogFormats());
  private AccessLogFormats formats = new AccessLogFormats();
  private int lookedForFormatsIn;
  private int year = 1970;

  public LogReader(LogWatcher watcher) {
    this.watcher = watcher;
  }

  @Override
  public String format() {
    return "log";
  }

  /**
   * The share of lines that a parser knows or that begin with a time. A log may begin with a
   * banner, so few are enough when one of the first lines has a time.
   */
  @Override
  public int recognises(TextFile file) {
    int lines = 0;
    int known = 0;
    int timed = 0;
    int at = file.firstLine();
    for (String line : file.head()) {
      String text = LinePrefix.strip(line).text();
      if (text.isBlank() || text.startsWith("#")) {
        at++;
        continue;
      }
      if (++lines > LOOKED_AT) {
        break;
      }
      if (lines == 1 && isTableHeader(text)) {
        return 0;
      }
      if (LeadingTime.of(text, 0, year) != null) {
        timed++;
      }
      if (isKnown(text, new LineContext(file.at(at), "", Component.APPLICATION, year))) {
        known++;
      }
      at++;
    }
    if (lines == 0) {
      return 0;
    }
    int best = Math.max(known, timed);
    if (known * 2 >= lines) {
      return SURE + 35 * known / lines;
    }
    return best * 3 >= lines || (timed > 0 && best * 20 >= lines) ? 25 + 30 * best / lines : 0;
  }

  /** Three or more columns in capitals: a table of kubectl, whose cells may look like a log. */
  private static boolean isTableHeader(String line) {
    String[] columns = line.strip().split("  +", -1);
    return columns.length >= 3
        && Arrays.stream(columns)
            .allMatch(column ->
                column.chars().noneMatch(Character::isLowerCase)
                    && column.chars().anyMatch(Character::isUpperCase));
  }

  private boolean isKnown(String line, LineContext context) {
    for (LineParser parser : sample) {
      Optional<Parsed> parsed = parser.parse(line, context);
      if (parsed.isPresent()) {
        return !(parsed.get() instanceof Parsed.OfLog log) || structured(log.record());
      }
    }
    return false;
  }

  /** Plain parsers take any text; what they could say nothing about is not known. */
  private static boolean structured(LogRecord record) {
    return record.component() == Component.KERNEL
        || (record.time() != null && (!record.level().isEmpty() || !record.fields().isEmpty()));
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    LogFile log = new LogFile(file, formats(into), knownYear(into), watcher, into, problems);
    Source bytes = file.plainBytes();
    EnvoyFormat format =
        bytes != null && LargeAccessLog.isLarge(bytes) ? largeFormat(file, formats(into)) : null;
    if (bytes != null && format != null) {
      new LargeAccessLog(file, format, log, into, problems).read(bytes);
    } else {
      file.forEachLine(log::line);
    }
    log.end();
    if (log.year() != 1970) {
      year = log.year();
    }
  }

  /** Looked for again only when more configuration was read since. */
  private AccessLogFormats formats(BundleBuilder into) {
    int documents = into.objectsSoFar().size() + into.envoySoFar().size();
    if (documents != lookedForFormatsIn) {
      formats = FoundFormats.in(into);
      lookedForFormatsIn = documents;
    }
    return formats;
  }

  /** The Envoy text format of the first line that has one; null when its lines need more care. */
  private static @Nullable EnvoyFormat largeFormat(TextFile file, AccessLogFormats formats) {
    for (LineParser parser : formats.parsers()) {
      if (parser instanceof EnvoyTextParser envoy) {
        for (String line : file.head()) {
          if (envoy.lineFormat().matches(line)) {
            return LargeAccessLog.possible(envoy.lineFormat()) ? envoy.lineFormat() : null;
          }
        }
      }
    }
    return null;
  }

  /** For times without a year: that of the file read before, else of the newest object. */
  private int knownYear(BundleBuilder into) {
    if (year != 1970) {
      return year;
    }
    return into.objectsSoFar().stream()
        .map(KubernetesObject::created)
        .flatMap(Optional::stream)
        .mapToInt(created -> created.atOffset(ZoneOffset.UTC).getYear())
        .max()
        .orElse(1970);
  }
}
