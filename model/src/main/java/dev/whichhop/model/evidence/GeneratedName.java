package dev.whichhop.model.evidence;

import java.util.regex.Pattern;

/**
 * Names that Kubernetes makes up: those of ReplicaSets and pods end in a hash and five characters
 * that differ after every rollout. What is the same workload has the same stem.
 *
 * <p>Both endings use the alphabet of k8s.io/apimachinery {@code pkg/util/rand}: consonants and
 * digits without 0, 1 and 3, so that they spell nothing.
 */
public final class GeneratedName {
  private static final String ALPHABET = "[bcdfghjklmnpqrstvwxz2456789]";

  private static final Pattern POD_OF_DEPLOYMENT =
      Pattern.compile("-" + ALPHABET + "{6,10}-" + ALPHABET + "{5}$");

  /** DaemonSets and Jobs append five characters alone; a digit among them, for words have none. */
  private static final Pattern POD_OF_DAEMON_SET =
      Pattern.compile("-(?=[a-z]*\\d)" + ALPHABET + "{5}$");

  private static final Pattern REPLICA_SET =
      Pattern.compile("-(?=[a-z]*\\d)" + ALPHABET + "{6,10}$");

  private GeneratedName() {}

  /** The name with a star for what is made up; the name itself when nothing looks like that. */
  public static String stem(String name) {
    for (Pattern ending : new Pattern[] {POD_OF_DEPLOYMENT, POD_OF_DAEMON_SET, REPLICA_SET}) {
      String stem = ending.matcher(name).replaceFirst("-*");
      if (!stem.equals(name)) {
        return stem;
      }
    }
    return name;
  }
}
