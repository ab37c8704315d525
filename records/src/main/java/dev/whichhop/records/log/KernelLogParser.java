package dev.whichhop.records.log;

import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kernel messages: {@code dmesg} ({@code [12345.678901] text}, seconds since boot, so without a
 * time), {@code dmesg -T} ({@code [Mon Jul 27 10:52:10 2020] text}) and {@code kernel:} lines of
 * syslog and journald.
 */
public final class KernelLogParser implements LineParser {

  @Override
  public String format() {
    return "kernel-log";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    if (line.startsWith("[")) {
      int close = line.indexOf("] ");
      if (close < 0 || close > 30) {
        return Optional.empty();
      }
      if (isUptime(line, close)) {
        return Optional.of(record(line, null, close + 2, context));
      }
      LeadingTime time =
          Character.isLetter(line.charAt(1)) ? LeadingTime.of(line, 0, context.year()) : null;
      return time == null || time.end() != close + 1
          ? Optional.empty()
          : Optional.of(record(line, time.time(), close + 2, context));
    }
    LeadingTime time = LeadingTime.of(line, 0, context.year());
    Syslog prefix = time == null ? null : Syslog.of(line, time.end());
    if (time == null || prefix == null || !prefix.program().equals("kernel")) {
      return Optional.empty();
    }
    int message = prefix.end();
    int close = line.startsWith("[", message) ? line.indexOf("] ", message) : -1;
    return Optional.of(record(line, time.time(), close < 0 ? message : close + 2, context));
  }

  private static boolean isUptime(String line, int close) {
    boolean point = false;
    for (int i = 1; i < close; i++) {
      char c = line.charAt(i);
      point |= c == '.';
      if (c != ' ' && c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return point;
  }

  private static Parsed record(
      String line, @Nullable Instant time, int message, LineContext context) {
    return new Parsed.OfLog(
        new LogRecord(
            Component.KERNEL,
            context.instance(),
            time,
            "",
            line.substring(message),
            Map.of(),
            line,
            context.place()));
  }
}
