package dev.whichhop.app.report.fix;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Attributes of load balancers as Terraform names them (hashicorp/terraform-provider-aws, docs of
 * {@code lb}, {@code lb_listener} and {@code lb_target_group}).
 */
final class TerraformAttributes {
  private static final Pattern ATTRIBUTE = Pattern.compile("Key=([\\w.]+),Value=([\\w.-]+)(?!\\S)");

  private static final Map<String, String> NAMES =
      Map.of(
          "tcp.idle_timeout.seconds", "aws_lb_listener: tcp_idle_timeout_seconds",
          "preserve_client_ip.enabled", "aws_lb_target_group: preserve_client_ip",
          "load_balancing.cross_zone.enabled", "aws_lb: enable_cross_zone_load_balancing");

  private TerraformAttributes() {}

  /** Lines of comment for those that a command of the AWS CLI sets; empty when there are none. */
  static String of(String commands) {
    StringBuilder lines = new StringBuilder();
    Matcher attribute = ATTRIBUTE.matcher(commands);
    while (attribute.find()) {
      String name = NAMES.get(attribute.group(1));
      if (name != null) {
        lines.append("# ").append(name).append(" = ").append(attribute.group(2)).append('\n');
      }
    }
    return lines.toString();
  }
}
