package dev.whichhop.records.log;

import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lines of {@code time TAB level TAB [scope TAB] message}: Istio's own log format (agent, Envoy's
 * lines since Istio 1.8, istiod, ztunnel, mixer) and zap's console encoder.
 */
public final class TabLogParser implements LineParser {
  private static final Set<String> CONTROL_PLANE_SCOPES =
      Set.of(
          "ads",
          "delta",
          "model",
          "validationController",
          "validationServer",
          "rootcertrotator",
          "kube",
          "serviceentry",
          "gateway",
          "status",
          "ingress",
          "webhook",
          "patch",
          "authn",
          "authorization",
          "pkica",
          "serverca",
          "pkiraclient",
          "trustBundle",
          "monitor",
          "krt",
          "secretcontroller",
          "configmapwatcher",
          "grpcgen",
          "ccproxy",
          "installer");
  private static final Set<String> PROXY_SCOPES =
      Set.of(
          "xdsproxy",
          "sds",
          "cache",
          "citadelclient",
          "dns",
          "healthcheck",
          "wasm",
          "secretfetcher",
          "security",
          "stsserver",
          "iptables");
  private static final Set<String> ZTUNNEL_SCOPES =
      Set.of("ztunnel", "access", "state", "readiness", "inpod", "hbone", "hyper_util");

  @Override
  public String format() {
    return "istio-log";
  }

  /**
   * ztunnel's access line as people paste it: the terminal made spaces of the tabs. Its scope and
   * first word are together enough to know it; other scopes are common words.
   */
  private static String withTabs(String line, int timeEnd) {
    if (line.charAt(timeEnd) != ' ' || !line.contains("src.addr=")) {
      return line;
    }
    String[] words = line.substring(timeEnd).strip().split(" +", 4);
    boolean access =
        words.length == 4 && words[1].equals("access") && words[2].equals("connection");
    return access
        ? line.substring(0, timeEnd) + "\t" + words[0] + "\taccess\tconnection " + words[3]
        : line;
  }

  @Override
  public Optional<Parsed> parse(String raw, LineContext context) {
    LeadingTime time = LeadingTime.of(raw, 0, context.year());
    if (time == null || time.end() >= raw.length()) {
      return Optional.empty();
    }
    String line = withTabs(raw, time.end());
    if (line.charAt(time.end()) != '\t') {
      return Optional.empty();
    }
    int levelEnd = line.indexOf('\t', time.end() + 1);
    String level = levelEnd < 0 ? "" : Levels.of(line.substring(time.end() + 1, levelEnd));
    if (level.isEmpty()) {
      return Optional.empty();
    }
    int scopeEnd = scopeEnd(line, levelEnd + 1);
    String scope = scopeEnd < 0 ? "" : line.substring(levelEnd + 1, scopeEnd);
    String message = line.substring(scopeEnd < 0 ? levelEnd + 1 : scopeEnd + 1);
    Map<String, String> fields = KeyValues.of(message);
    LogRecord record =
        new LogRecord(
            componentOf(scope, context.component()),
            context.instance(),
            time.time(),
            level,
            scope.isEmpty() ? message : scope + "\t" + message,
            fields,
            raw,
            context.place());
    return Optional.of(
        record.component() == Component.ZTUNNEL
            ? ZtunnelAccess.of(record, context)
            : Logged.of(record, context));
  }

  /** End of the scope: a short word, or {@code envoy http}, before the next tab; -1 for none. */
  private static int scopeEnd(String line, int start) {
    int tab = line.indexOf('\t', start);
    if (tab < 0 || tab - start > 40 || tab == start) {
      return -1;
    }
    boolean envoy = line.startsWith("envoy", start);
    for (int i = start; i < tab; i++) {
      char c = line.charAt(i);
      if (!Character.isLetterOrDigit(c) && "_:.-/".indexOf(c) < 0 && !(envoy && c == ' ')) {
        return -1;
      }
    }
    return tab;
  }

  /** The component that has such a scope; {@code otherwise} when several have. */
  static Component componentOf(String scope, Component otherwise) {
    int colons = scope.indexOf("::");
    String root = colons < 0 ? scope : scope.substring(0, colons);
    if (scope.startsWith("envoy") || PROXY_SCOPES.contains(scope)) {
      return Component.ISTIO_PROXY;
    }
    if (colons > 0 || ZTUNNEL_SCOPES.contains(root)) {
      return Component.ZTUNNEL;
    }
    if (CONTROL_PLANE_SCOPES.contains(scope)) {
      return Component.ISTIOD;
    }
    boolean go = scope.contains(".go:");
    return otherwise == Component.APPLICATION && !go ? Component.ISTIO_PROXY : otherwise;
  }
}
