package dev.whichhop.evidence.document;

import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Set;

/**
 * Which proxy a page was taken from: the pod in the recorded command or the node id in the page,
 * else the file name.
 */
final class ProxyName {
  private static final Set<String> OPTIONS_WITH_VALUE =
      Set.of(
          "-n", "--namespace", "-c", "--container", "-o", "--output", "--context", "--kubeconfig");

  private ProxyName() {}

  /** The pod named in the command, as {@code pod} or {@code pod.namespace}; else the file name. */
  static String of(TextFile file) {
    List<String> words = List.of(file.command().trim().split("\\s+"));
    String pod = "";
    String namespace = "";
    int operands = -1;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean hasValue = OPTIONS_WITH_VALUE.contains(word);
      if (word.equals("-n") || word.equals("--namespace")) {
        namespace = i + 1 < words.size() ? words.get(i + 1) : "";
      }
      if (hasValue) {
        i++;
      } else if (word.equals("proxy-config") || word.equals("pc")) {
        operands = 2;
      } else if (word.equals("exec")) {
        operands = 1;
      } else if (operands > 0 && !word.startsWith("-")) {
        operands--;
        if (operands == 0 && pod.isEmpty()) {
          pod = word.substring(word.indexOf('/') + 1);
        }
      }
    }
    if (pod.isEmpty()) {
      return file.name();
    }
    return namespace.isEmpty() || pod.contains(".") ? pod : pod + "." + namespace;
  }

  /**
   * The proxy behind an Istio node id {@code sidecar~10.0.0.1~pod.namespace~domain}, else {@code
   * otherwise}.
   */
  static String ofNodeId(Node id, String otherwise) {
    String[] parts = id.textOrEmpty().split("~", -1);
    return parts.length == 4 && !parts[2].isEmpty() ? parts[2] : otherwise;
  }
}
