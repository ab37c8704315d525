package dev.whichhop.evidence.log;

import java.util.List;

/**
 * The pod that a log file's name or the command that printed it names; otherwise the file's name.
 * Only for saying who: what a file is, its content tells.
 */
final class InstanceName {
  /** Characters of generated names (Kubernetes apimachinery, {@code util/rand}). */
  private static final String GENERATED = "bcdfghjklmnpqrstvwxz2456789";

  private static final int SUFFIX = 5;
  private static final int SHORTEST_HASH = 6;
  private static final int LONGEST_HASH = 10;

  /** Collectors name streams after the file: {@code kube.var.log.containers.POD_NAMESPACE_…}. */
  private static final String TAG = "var.log.containers.";

  private InstanceName() {}

  static String of(String file, String command) {
    String named = inCommand(command);
    if (!named.isEmpty()) {
      return named;
    }
    String[] folders = file.replace("!/", "/").split("/", -1);
    String base = folders[folders.length - 1];
    base = base.substring(base.indexOf(TAG) < 0 ? 0 : base.indexOf(TAG) + TAG.length());
    for (String part : base.split("_", -1)) {
      String pod = pod(withoutExtension(part));
      if (!pod.isEmpty()) {
        return pod;
      }
    }
    for (int i = folders.length - 2; i >= 0 && i >= folders.length - 3; i--) {
      for (String part : folders[i].split("_", -1)) {
        String pod = ofDeployment(part.split("-", -1));
        if (!pod.isEmpty()) {
          return pod;
        }
      }
    }
    return base.isEmpty() ? file : base;
  }

  /** The pod of {@code kubectl logs POD} or {@code logs pod/POD}. */
  private static String inCommand(String command) {
    if (!command.contains("logs")) {
      return "";
    }
    for (String word : List.of(command.split(" ", -1))) {
      String name = word.startsWith("pod/") ? word.substring(4) : word;
      if (looksLikePod(name)) {
        return name;
      }
    }
    return "";
  }

  private static String withoutExtension(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** The beginning of a text that is a pod's name, {@code api-5d9c7b9f5-x2v4z-istio-proxy}. */
  static String pod(String text) {
    String[] words = text.split("-", -1);
    String ofDeployment = ofDeployment(words);
    if (!ofDeployment.isEmpty()) {
      return ofDeployment;
    }
    return words.length > 1 && (isSuffix(words[words.length - 1]) || isOrdinal(words)) ? text : "";
  }

  private static String ofDeployment(String[] words) {
    for (int i = 1; i + 1 < words.length; i++) {
      if (isHash(words[i]) && isSuffix(words[i + 1])) {
        return String.join("-", List.of(words).subList(0, i + 2));
      }
    }
    return "";
  }

  static boolean looksLikePod(String text) {
    return text.length() <= 253 && pod(text).equals(text);
  }

  private static boolean isHash(String word) {
    return word.length() >= SHORTEST_HASH && word.length() <= LONGEST_HASH && generated(word);
  }

  private static boolean isSuffix(String word) {
    return word.length() == SUFFIX && generated(word);
  }

  private static boolean isOrdinal(String[] words) {
    String last = words[words.length - 1];
    return last.length() <= 2 && !last.isEmpty() && last.chars().allMatch(Character::isDigit);
  }

  private static boolean generated(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (GENERATED.indexOf(word.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
