package dev.whichhop.model.evidence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out whose attributes an {@link AttributeSet} holds, once all files are read: the only load
 * balancer, target group or listener that there is, else the one whose ARN, name or port the
 * fragment of the file name points at. What stays ambiguous is left as it is.
 */
final class AttributeOwners {
  private AttributeOwners() {}

  static List<AttributeSet> resolve(List<AttributeSet> sets, BundleBuilder from) {
    List<AttributeSet> resolved = new ArrayList<>();
    for (AttributeSet set : sets) {
      String arn = set.owner().startsWith("arn:") ? set.owner() : arn(set, from);
      resolved.add(arn.isEmpty() ? set : new AttributeSet(set.kind(), arn, set.values()));
    }
    return List.copyOf(resolved);
  }

  private static String arn(AttributeSet set, BundleBuilder from) {
    List<Node> possible =
        switch (set.kind()) {
          case LOAD_BALANCER -> from.awsSoFar("LoadBalancers");
          case TARGET_GROUP -> from.awsSoFar("TargetGroups");
          case LISTENER -> from.awsSoFar("Listeners");
        };
    Set<String> all = new HashSet<>();
    Set<String> fitting = new HashSet<>();
    for (Node element : possible) {
      String arn =
          switch (set.kind()) {
            case LOAD_BALANCER -> element.get("LoadBalancerArn").textOrEmpty();
            case TARGET_GROUP -> element.get("TargetGroupArn").textOrEmpty();
            case LISTENER -> element.get("ListenerArn").textOrEmpty();
          };
      all.add(arn);
      if (fits(set.owner(), arn, element)) {
        fitting.add(arn);
      }
    }
    if (set.kind() == AttributeSet.Kind.TARGET_GROUP && fitting.isEmpty()) {
      fitting.addAll(targetsOfListener(set.owner(), from));
    }
    Set<String> found = fitting.isEmpty() && all.size() == 1 ? all : fitting;
    return found.size() == 1 ? found.iterator().next() : "";
  }

  /**
   * Target groups of instances listen on node ports; people name them after the listener's port.
   */
  private static Set<String> targetsOfListener(String port, BundleBuilder from) {
    Set<String> arns = new HashSet<>();
    for (Node listener : from.awsSoFar("Listeners")) {
      if (!port.isEmpty() && port.equals(listener.get("Port").textOrEmpty())) {
        for (Node arn : listener.get("DefaultActions").below("TargetGroupArn")) {
          arns.add(arn.textOrEmpty());
        }
      }
    }
    return arns;
  }

  private static boolean fits(String fragment, String arn, Node element) {
    if (fragment.isEmpty()) {
      return false;
    }
    boolean port = fragment.equals(element.get("Port").textOrEmpty());
    boolean inArn = fragment.length() > 3 && arn.contains(fragment);
    return port || inArn || endsWith(element.get("TargetGroupName").textOrEmpty(), fragment);
  }

  private static boolean endsWith(String name, String fragment) {
    return name.equals(fragment) || name.endsWith("-" + fragment);
  }
}
