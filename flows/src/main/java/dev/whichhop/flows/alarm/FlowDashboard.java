package dev.whichhop.flows.alarm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/**
 * A CloudWatch dashboard about one flow log ("Dashboard body structure and syntax", CloudWatch user
 * guide): refused and accepted traffic over time, who is refused, and what the flow log itself
 * lost.
 *
 * @param from network of the one side; empty for all
 * @param to network of the other side; empty for all
 */
public record FlowDashboard(String logGroup, String region, String from, String to) {
  /** A row of the dashboard's grid is 24 units wide; two widgets share it. */
  private static final int WIDTH = 12;

  private static final int HEIGHT = 6;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a widget shows: a query and how. */
  record Widget(String title, String view, String query) {}

  public String name() {
    return new AlarmPlan(logGroup, List.of(), "", "").name();
  }

  /** The widgets in reading order. */
  List<Widget> widgets() {
    String rejected = pair() + "filter action = \"REJECT\" | ";
    return List.of(
        new Widget(
            "Refused, records in 5 minutes",
            "timeSeries",
            rejected + "stats count(*) as records by bin(5m)"),
        new Widget(
            "Who is refused where",
            "table",
            rejected
                + "stats count(*) as records by srcAddr, dstAddr, dstPort, protocol, interfaceId"
                + " | sort records desc | limit 20"),
        new Widget(
            "Accepted, bytes in 5 minutes",
            "timeSeries",
            pair() + "filter action = \"ACCEPT\" | stats sum(bytes) as total by bin(5m)"),
        new Widget(
            "Most bytes",
            "bar",
            pair() + "stats sum(bytes) as total by srcAddr, dstAddr | sort total desc | limit 10"),
        new Widget(
            "Flows that the log lost (SKIPDATA): nobody can say that nobody talked",
            "timeSeries",
            "filter logStatus = \"SKIPDATA\" | stats count(*) as records by bin(5m)"));
  }

  /** The dashboard body, JSON. */
  public String body() {
    List<Object> widgets = new ArrayList<>();
    for (Widget widget : widgets()) {
      Map<String, Object> properties = new LinkedHashMap<>();
      properties.put("title", widget.title());
      properties.put("region", region);
      properties.put("view", widget.view());
      properties.put("query", "SOURCE '" + logGroup.replace("'", "\\'") + "' | " + widget.query());
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("type", "log");
      one.put("x", widgets.size() % 2 * WIDTH);
      one.put("y", widgets.size() / 2 * HEIGHT);
      one.put("width", WIDTH);
      one.put("height", HEIGHT);
      one.put("properties", properties);
      widgets.add(one);
    }
    return JSON.writeValueAsString(Map.of("widgets", widgets));
  }

  /** Both directions between the two sides, or one side with everybody. */
  private String pair() {
    if (from.isEmpty() && to.isEmpty()) {
      return "";
    }
    String there = within("srcAddr", from) + within("dstAddr", to);
    String back = within("srcAddr", to) + within("dstAddr", from);
    return "filter (" + and(there) + ") or (" + and(back) + ") | ";
  }

  private static String within(String field, String network) {
    return network.isEmpty() ? "" : "isIpInSubnet(" + field + ", \"" + network + "\") and ";
  }

  private static String and(String conditions) {
    return conditions.substring(0, conditions.length() - " and ".length());
  }
}
