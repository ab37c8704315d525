package dev.whichhop.evidence.aws;

import dev.whichhop.model.network.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A target of a load balancer as one row tells it, whatever {@code --query} made of it: the cells
 * are known by what they look like, not by their order.
 *
 * @param id instance id or address
 * @param port as written; empty when the row has none
 * @param state {@code healthy}, {@code draining}, …; empty when the row has none
 * @param from the state before, where the row tells a change ({@code initial -> healthy}); else
 *     empty
 * @param reason {@code Target.FailedHealthChecks}, …; empty when the row has none
 * @param answer what the node answered to the health check itself ({@code 200}, {@code 503}), which
 *     scripts print beside the state; empty when the row has none
 */
record TargetRow(String id, String port, String from, String state, String reason, String answer) {
  /** TargetHealth of the elasticloadbalancing API reference. */
  private static final Set<String> STATES =
      Set.of(
          "initial",
          "healthy",
          "unhealthy",
          "unhealthy.draining",
          "unused",
          "draining",
          "unavailable");

  private static final Pattern INSTANCE = Pattern.compile("i-(?:[0-9a-f]{8}|[0-9a-f]{17})");
  private static final Pattern REASON = Pattern.compile("(?:Elb|Target)\\.[A-Za-z]+");

  /** kube-proxy's health check of a node port answers so (pkg/proxy/healthcheck). */
  private static final Set<String> ANSWERS = Set.of("200", "503");

  /** The zone of a target, and what {@code --output text} prints for null. */
  private static final Pattern ASIDE =
      Pattern.compile("None|-|->|=>|→|>|to|all|[a-z]{2}-[a-z-]+-\\d[a-z]");

  /** More other words than these are a sentence, of a log for instance. */
  private static final int OTHER_WORDS = 2;

  private static final Pattern PORT = Pattern.compile("\\d{1,5}");

  /** The targets in a row with their states; empty when it is no such row. */
  static List<TargetRow> of(String row) {
    List<TargetRow> found = new ArrayList<>();
    String id = "";
    String port = "";
    String from = "";
    String state = "";
    String reason = "";
    String answer = "";
    int others = 0;
    for (String cell : row.strip().split("[\\s|,\"]+", -1)) {
      String name = idIn(cell);
      if (!name.isEmpty()) {
        if (!state.isEmpty() && !id.isEmpty()) {
          found.add(new TargetRow(id, port, from, state, reason, answer));
          from = "";
          state = "";
          reason = "";
          answer = "";
        }
        id = name;
        port = cell.length() > name.length() ? cell.substring(name.length() + 1) : "";
      } else if (STATES.contains(cell)) {
        from = state;
        state = cell;
      } else if (REASON.matcher(cell).matches()) {
        reason = cell;
      } else if (ANSWERS.contains(cell)) {
        answer = cell;
      } else if (port.isEmpty() && PORT.matcher(cell).matches()) {
        port = cell;
      } else if (!ASIDE.matcher(cell).matches()) {
        others++;
      }
    }
    boolean sentence = others > OTHER_WORDS && reason.isEmpty();
    if (sentence) {
      return List.of();
    }
    if (!id.isEmpty() && !state.isEmpty()) {
      found.add(new TargetRow(id, port, from, state, reason, answer));
    }
    return found;
  }

  /** The target's id that a cell begins with: alone or with a port. */
  static String idIn(String cell) {
    int colon = cell.indexOf(':');
    String host = colon > 0 && colon == cell.lastIndexOf(':') ? cell.substring(0, colon) : cell;
    return INSTANCE.matcher(host).matches() || IpAddress.parse(host).isPresent() ? host : "";
  }
}
