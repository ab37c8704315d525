package dev.whichhop.records.log;

import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.time.Instant;
import java.util.Optional;

/**
 * klog lines, {@code E0504 13:25:01.948296 8013 kubelet_volumes.go:160] text}, bare or behind the
 * prefix of journald or syslog ({@code May 04 13:25:01 host kubelet[8013]: }).
 *
 * <p>klog prints neither year nor zone: the year is the context's, the zone UTC.
 */
public final class KlogParser implements LineParser {

  @Override
  public String format() {
    return "klog";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    int start = 0;
    String program = "";
    if (!isHeader(line, 0)) {
      LeadingTime stamp = LeadingTime.of(line, 0, context.year());
      if (stamp == null) {
        return Optional.empty();
      }
      Syslog prefix = Syslog.of(line, stamp.end());
      if (prefix == null || !isHeader(line, prefix.end())) {
        return Optional.empty();
      }
      program = prefix.program();
      start = prefix.end();
    }
    int bracket = line.indexOf("] ", start);
    if (bracket < 0) {
      return Optional.empty();
    }
    Instant time = time(line, start, context.year());
    String message = line.substring(bracket + 2);
    String file = source(line, bracket);
    return Optional.of(
        new Parsed.OfLog(
            new LogRecord(
                component(program, file, message, context.component()),
                context.instance(),
                time,
                Levels.ofLetter(line.charAt(start)),
                message,
                KeyValues.of(message),
                line,
                context.place())));
  }

  /** {@code Lmmdd hh:mm:ss.}. */
  private static boolean isHeader(String line, int at) {
    if (line.length() < at + 21 || "IWEF".indexOf(line.charAt(at)) < 0) {
      return false;
    }
    for (int i = 1; i <= 4; i++) {
      if (!Character.isDigit(line.charAt(at + i))) {
        return false;
      }
    }
    return line.charAt(at + 5) == ' ' && line.charAt(at + 8) == ':' && line.charAt(at + 11) == ':';
  }

  private static @org.jspecify.annotations.Nullable Instant time(String line, int at, int year) {
    String spelled =
        String.format(
            "%04d-%s-%s %s",
            year,
            line.substring(at + 1, at + 3),
            line.substring(at + 3, at + 5),
            line.substring(at + 6, Math.min(line.length(), at + 21)));
    return LeadingTime.parse(spelled);
  }

  private static String source(String line, int bracket) {
    int space = line.lastIndexOf(' ', bracket);
    return line.substring(space + 1, bracket);
  }

  /** By the program that journald names, else by source files that only one of them has. */
  private static Component component(
      String program, String file, String message, Component otherwise) {
    if (program.equals("kubelet") || file.startsWith("kubelet") || file.startsWith("prober")) {
      return Component.KUBELET;
    }
    if (program.equals("kube-proxy")
        || file.startsWith("proxier")
        || file.startsWith("server_others")
        || file.startsWith("server_linux")
        || message.contains("kube-proxy")
        || message.contains("Kube-proxy")) {
      return Component.KUBE_PROXY;
    }
    if (file.startsWith("targets.go")
        || file.startsWith("targetgroup")
        || message.contains("elasticloadbalancing")
        || message.contains("ingress-controller-leader-alb")) {
      return Component.LOAD_BALANCER_CONTROLLER;
    }
    if (message.startsWith("Proxy role") || file.startsWith("agent.go")) {
      return Component.ISTIO_PROXY;
    }
    return otherwise;
  }
}
