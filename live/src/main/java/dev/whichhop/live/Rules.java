package dev.whichhop.live;

/** A rule of a Role or ClusterRole, as a line of YAML that can be pasted under {@code rules:}. */
final class Rules {
  private Rules() {}

  static String rule(String group, String resource, String... verbs) {
    return "{apiGroups: [\""
        + group
        + "\"], resources: [\""
        + resource
        + "\"], verbs: [\""
        + String.join("\", \"", verbs)
        + "\"]}";
  }
}
