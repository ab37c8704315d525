package dev.whichhop.records.log;

import dev.whichhop.model.evidence.Component;
import java.util.Map;

/**
 * Which program wrote a JSON log line, by the logger's name and the source position that it prints.
 *
 * <p>Knative names its loggers {@code queueproxy}, {@code activator}, {@code autoscaler…}, {@code
 * controller…}, {@code webhook} (knative/serving cmd/ and pkg/logging); the AWS load balancer
 * controller's loggers are named after its controllers; ipamd prints {@code ipamd/ipamd.go} as
 * caller; journald says which program a message came from (systemd.journal-fields).
 */
final class JsonComponents {
  private JsonComponents() {}

  /** The component, else {@code otherwise}. */
  static Component of(Map<String, String> fields, Component otherwise) {
    String logger = fields.getOrDefault("logger", "");
    String caller = fields.getOrDefault("caller", "");
    boolean knative =
        fields.containsKey("knative.dev/key")
            || fields.containsKey("knative.dev/pod")
            || fields.containsKey("knative.dev/controller")
            || fields.containsKey("commit");
    if (logger.startsWith("queueproxy")) {
      return Component.QUEUE_PROXY;
    }
    if (logger.startsWith("activator") && (knative || otherwise != Component.APPLICATION)) {
      return Component.ACTIVATOR;
    }
    if (logger.startsWith("autoscaler") && knative) {
      return Component.AUTOSCALER;
    }
    if (knative && !logger.isEmpty()) {
      return Component.KNATIVE_CONTROLLER;
    }
    if (fields.containsKey("src.addr") || fields.getOrDefault("target", "").startsWith("ztunnel")) {
      return Component.ZTUNNEL;
    }
    if (fields.getOrDefault("target", "").startsWith("linkerd")) {
      return Component.LINKERD_PROXY;
    }
    if (loadBalancerController(fields, logger)) {
      return Component.LOAD_BALANCER_CONTROLLER;
    }
    if (caller.startsWith("ipamd/")
        || caller.startsWith("entrypoint.sh")
        || caller.contains("/ipamd/")
        || caller.startsWith("aws-k8s-agent/")
        || caller.startsWith("rpc/rpc.")
        || caller.startsWith("awsutils/")
        || caller.startsWith("datastore/")) {
      return Component.CNI;
    }
    if (fields.getOrDefault("SYSLOG_IDENTIFIER", "").equals("kernel")) {
      return Component.KERNEL;
    }
    if (fields.containsKey("scope")) {
      return TabLogParser.componentOf(fields.getOrDefault("scope", ""), otherwise);
    }
    return otherwise;
  }

  private static boolean loadBalancerController(Map<String, String> fields, String logger) {
    return logger.startsWith("controllers.")
        || logger.startsWith("controller-runtime") && fields.toString().contains("elbv2")
        || fields.containsKey("targetGroupBinding")
        || fields.getOrDefault("controllerKind", "").equals("TargetGroupBinding")
        || fields.getOrDefault("controllerGroup", "").equals("elbv2.k8s.aws")
        || fields.containsKey("targetGroupARN")
        || fields.containsKey("arn")
            && fields.getOrDefault("arn", "").contains("elasticloadbalancing");
  }
}
