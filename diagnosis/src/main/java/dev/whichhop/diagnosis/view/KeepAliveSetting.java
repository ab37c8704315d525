package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long an application's server keeps idle connections, where it says so: in its log at start,
 * in the environment or the arguments of its container.
 *
 * @param subject log source, pod or workload
 */
public record KeepAliveSetting(String subject, Duration value, Evidence evidence) {
  /**
   * Names without separators, lower case. Node {@code keepAliveTimeout}; gunicorn {@code
   * keepalive}; uvicorn {@code --timeout-keep-alive}; hypercorn, Tomcat and Spring {@code
   * keep-alive-timeout}; Go, Kestrel and Jetty {@code IdleTimeout}.
   */
  private static final Set<String> NAMES =
      Set.of(
          "keepalivetimeout",
          "timeoutkeepalive",
          "keepalive",
          "httpkeepalivetimeout",
          "serverkeepalivetimeout",
          "keepalivetimeoutms",
          "idletimeout",
          "httpidletimeout",
          "serveridletimeout");

  /** Running pods first, then what pods are made from. */
  private static final List<String> WORKLOADS =
      List.of("Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Revision", "Service");

  private static final Set<String> PROXIES = Set.of("istio-proxy", "linkerd-proxy", "queue-proxy");

  /** A plain number this large counts milliseconds: no server keeps idle connections for 1000 s. */
  private static final double MILLISECONDS = 1000;

  /** All settings that the bundle shows, logs first. */
  public static List<KeepAliveSetting> of(Bundle bundle) {
    List<KeepAliveSetting> found = new ArrayList<>();
    for (LogRecord record : bundle.logs()) {
      if (record.component() == Component.APPLICATION) {
        Duration value = in(record.raw());
        if (value != null) {
          found.add(new KeepAliveSetting(record.source(), value, record.evidence()));
        }
      }
    }
    for (String kind : WORKLOADS) {
      for (KubernetesObject workload : bundle.objects(kind)) {
        Node template = workload.spec().at("template", "spec");
        Node pod = template.exists() ? template : workload.spec();
        for (Node container : pod.get("containers").items()) {
          if (!PROXIES.contains(container.get("name").textOrEmpty())) {
            inContainer(workload, container, found);
          }
        }
      }
    }
    return found;
  }

  private static void inContainer(
      KubernetesObject pod, Node container, List<KeepAliveSetting> found) {
    for (Node variable : container.get("env").items()) {
      Node value = variable.get("value");
      Duration set = in(variable.get("name").textOrEmpty() + "=" + value.textOrEmpty());
      if (set != null) {
        found.add(
            new KeepAliveSetting(
                pod.name(),
                set,
                new Evidence(
                    value.place(),
                    variable.get("name").textOrEmpty() + "=" + value.textOrEmpty())));
      }
    }
    for (String list : List.of("command", "args")) {
      StringBuilder line = new StringBuilder();
      container.get(list).items().forEach(one -> line.append(one.textOrEmpty()).append(' '));
      Duration set = in(line.toString());
      if (set != null) {
        found.add(
            new KeepAliveSetting(
                pod.name(),
                set,
                new Evidence(container.get(list).place(), line.toString().strip())));
      }
    }
  }

  /** The value behind the first known name in a line; null when there is none. */
  static @Nullable Duration in(String line) {
    int start = 0;
    for (int i = 0; i <= line.length(); i++) {
      char c = i < line.length() ? line.charAt(i) : ' ';
      if (Character.isLetterOrDigit(c) || c == '_' || c == '-') {
        continue;
      }
      if (i - start >= 9 && i - start <= 40) {
        Duration value = value(line, i);
        if (value != null && NAMES.contains(plain(line.substring(start, i)))) {
          return value;
        }
      }
      start = i + 1;
    }
    return null;
  }

  private static String plain(String word) {
    return word.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
  }

  /**
   * What stands after at most a few separators: a plain number, a number with its unit, or several
   * of those, as Go writes them ({@code 3h0m0s}).
   */
  private static @Nullable Duration value(String line, int from) {
    int at = from;
    while (at < line.length() && at - from < 4 && "\": =,'".indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    double millis = 0;
    boolean any = false;
    while (at < line.length() && Character.isDigit(line.charAt(at))) {
      int end = at;
      while (end < line.length()
          && end - at < 9
          && (Character.isDigit(line.charAt(end)) || line.charAt(end) == '.')) {
        end++;
      }
      double number;
      try {
        number = Double.parseDouble(line.substring(at, end));
      } catch (NumberFormatException noNumber) {
        return null;
      }
      any = true;
      at = end;
      if (line.startsWith("ms", end)) {
        millis += number;
        at += 2;
      } else if (end < line.length() && "hms".indexOf(line.charAt(end)) >= 0) {
        millis += number * unit(line.charAt(end));
        at++;
      } else {
        millis += number >= MILLISECONDS ? number : number * 1_000;
        break;
      }
    }
    return any ? Duration.ofMillis(Math.round(millis)) : null;
  }

  private static int unit(char letter) {
    return letter == 'h' ? 3_600_000 : letter == 'm' ? 60_000 : 1_000;
  }
}
