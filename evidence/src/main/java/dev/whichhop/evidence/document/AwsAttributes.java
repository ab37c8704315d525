package dev.whichhop.evidence.document;

import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.AttributeSet;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Attributes} of {@code aws elbv2 describe-*-attributes}. The answer does not say of
 * what: the kind follows from the keys (elasticloadbalancing API reference,
 * API_LoadBalancerAttribute, API_TargetGroupAttribute, API_ListenerAttribute), the owner from the
 * recorded command or from what is left of the file name.
 */
final class AwsAttributes {
  /** Words that people name such files with, whatever they are about. */
  private static final Set<String> USUAL_WORDS =
      Set.of(
          "aws",
          "elbv2",
          "elb",
          "alb",
          "nlb",
          "describe",
          "get",
          "target",
          "targets",
          "group",
          "groups",
          "load",
          "balancer",
          "balancers",
          "loadbalancer",
          "listener",
          "listeners",
          "attribute",
          "attributes",
          "attrs",
          "attr",
          "tg",
          "lb",
          "json",
          "yaml",
          "yml",
          "txt",
          "output",
          "out");

  private AwsAttributes() {}

  static Optional<AttributeSet> of(List<Node> attributes, TextFile file) {
    Map<String, Evidence> values = new LinkedHashMap<>();
    for (Node attribute : attributes) {
      String key = attribute.get("Key").textOrEmpty();
      if (!key.isEmpty()) {
        values.put(
            key,
            new Evidence(
                attribute.get("Value").place(), key + "=" + attribute.get("Value").textOrEmpty()));
      }
    }
    AttributeSet.Kind kind = kind(values);
    return kind == null
        ? Optional.empty()
        : Optional.of(new AttributeSet(kind, owner(file), Map.copyOf(values)));
  }

  private static AttributeSet.@Nullable Kind kind(Map<String, Evidence> values) {
    for (String key : values.keySet()) {
      AttributeSet.Kind kind = kind(key);
      if (kind != null) {
        return kind;
      }
    }
    Evidence crossZone = values.get("load_balancing.cross_zone.enabled");
    if (crossZone == null) {
      return null;
    }
    // Both have this key; only a target group can hand the question on.
    return crossZone.text().endsWith("=use_load_balancer_configuration")
        ? AttributeSet.Kind.TARGET_GROUP
        : AttributeSet.Kind.LOAD_BALANCER;
  }

  private static AttributeSet.@Nullable Kind kind(String key) {
    int dot = key.indexOf('.');
    return switch (dot < 0 ? key : key.substring(0, dot)) {
      case "proxy_protocol_v2",
          "preserve_client_ip",
          "deregistration_delay",
          "stickiness",
          "slow_start",
          "target_group_health",
          "target_health_state",
          "target_failover",
          "lambda" ->
          AttributeSet.Kind.TARGET_GROUP;
      case "tcp" -> AttributeSet.Kind.LISTENER;
      case "access_logs",
          "connection_logs",
          "deletion_protection",
          "dns_record",
          "idle_timeout",
          "client_keep_alive",
          "ipv6",
          "secondary_ips",
          "waf",
          "zonal_shift" ->
          AttributeSet.Kind.LOAD_BALANCER;
      case "load_balancing" ->
          key.startsWith("load_balancing.algorithm") ? AttributeSet.Kind.TARGET_GROUP : null;
      case "routing" ->
          // A balancer has routing.http2.…, routing.http.xff_…; a listener names each header.
          key.startsWith("routing.http.request.") || key.startsWith("routing.http.response.")
              ? AttributeSet.Kind.LISTENER
              : AttributeSet.Kind.LOAD_BALANCER;
      default -> null;
    };
  }

  private static String owner(TextFile file) {
    for (String word : file.command().split("\\s+")) {
      int start = word.indexOf("arn:aws");
      if (start >= 0) {
        return word.substring(start).replaceAll("[\"'\\\\].*", "");
      }
    }
    String name = file.name().substring(file.name().lastIndexOf('/') + 1);
    return Stream.of(name.split("[^A-Za-z0-9]+"))
        .filter(word -> !word.isEmpty())
        .filter(word -> !USUAL_WORDS.contains(word.toLowerCase(Locale.ROOT)))
        .collect(Collectors.joining("-"));
  }
}
