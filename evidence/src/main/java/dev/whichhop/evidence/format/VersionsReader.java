package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Text of {@code istioctl version} and {@code kubectl version}, and lists of products with their
 * versions ({@code knative-serving 1.19.0}).
 *
 * <p>Keys: {@code istio.version.client|control-plane|data-plane}, {@code
 * kubernetes.version.client|server}, {@code knative.version}, {@code <product>.version}. The data
 * plane of a mesh may have several, one setting each. Until Istio 1.4 each component of the control
 * plane had its own line ({@code pilot version: 1.4.3}).
 */
public final class VersionsReader implements Reader {
  /** Text before the colon to key; {@code Client Version} in capitals is kubectl's. */
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("client version", "istio.version.client"),
          Map.entry("control plane version", "istio.version.control-plane"),
          Map.entry("data plane version", "istio.version.data-plane"),
          Map.entry("pilot version", "istio.version.control-plane"),
          Map.entry("istiod version", "istio.version.control-plane"),
          Map.entry("pilot", "istio.version.control-plane"),
          Map.entry("Version", "istio.version.client"),
          Map.entry("Client Version", "kubernetes.version.client"),
          Map.entry("Server Version", "kubernetes.version.server"));

  private static final Map<String, String> PRODUCTS =
      Map.of(
          "istio", "istio.version.control-plane",
          "istiod", "istio.version.control-plane",
          "kubernetes", "kubernetes.version.server",
          "k8s", "kubernetes.version.server",
          "knative", "knative.version",
          "knative-serving", "knative.version");

  /** Labels of lines that belong to such a page and hold no version. */
  private static final Set<String> OTHER_LABELS =
      Set.of("GitRevision", "User", "Hub", "GolangVersion", "GitTag", "BuildStatus");

  @Override
  public String format() {
    return "versions";
  }

  @Override
  public int recognises(TextFile file) {
    int lines = 0;
    int known = 0;
    for (String line : file.head()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        lines++;
        boolean version = !settings(line, new Evidence(file.at(0), line)).isEmpty();
        known += version ? 1 : 0;
        lines -= OTHER_LABELS.contains(label(line)) ? 1 : 0;
      }
    }
    return lines > 0 && lines <= 40 && known * 2 >= lines ? 85 : 0;
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    file.forEachLine((line, number) ->
        settings(line, new Evidence(file.at(number), line.strip())).forEach(into::add));
  }

  private static List<Setting> settings(String line, Evidence evidence) {
    int colon = line.indexOf(": ");
    String label = label(line);
    if (KEYS.containsKey(label) || label.endsWith(" version")) {
      String key =
          KEYS.getOrDefault(
              label, label.substring(0, Math.max(0, label.length() - 8)) + ".version");
      return versions(key, line.substring(colon + 2), evidence);
    }
    String[] words = line.strip().split("\\s+", 4);
    if (words.length == 2 && isVersion(words[1]) && Character.isLetter(words[0].charAt(0))) {
      String product = words[0].toLowerCase(Locale.ROOT);
      String key = PRODUCTS.getOrDefault(product, product + ".version");
      return List.of(new Setting(key, withoutV(words[1]), evidence));
    }
    return List.of();
  }

  private static String label(String line) {
    int colon = line.indexOf(": ");
    return colon < 0 ? "" : line.substring(0, colon).strip();
  }

  /** {@code 1.19.3 (5 proxies), 1.18.0 (1 proxies)}, a Go struct, an image, or one version. */
  private static List<Setting> versions(String key, String text, Evidence evidence) {
    List<Setting> found = new ArrayList<>();
    for (String field : List.of("GitVersion:\"", "Version:\"")) {
      int at = text.indexOf(field);
      int end = at < 0 ? -1 : text.indexOf('"', at + field.length());
      if (end > 0) {
        return List.of(
            new Setting(key, withoutV(text.substring(at + field.length(), end)), evidence));
      }
    }
    for (String part : text.split(",", -1)) {
      String word = part.strip().split("\\s", 2)[0];
      String version = word.substring(word.lastIndexOf(':') + 1);
      if (isVersion(version)) {
        found.add(new Setting(key, withoutV(version), evidence));
      }
    }
    return found;
  }

  private static String withoutV(String version) {
    return version.startsWith("v") ? version.substring(1) : version;
  }

  /** Starts with {@code v?digits.digit}. */
  private static boolean isVersion(String word) {
    String version = withoutV(word);
    int dot = version.indexOf('.');
    return dot > 0
        && dot + 1 < version.length()
        && version.chars().limit(dot).allMatch(Character::isDigit)
        && Character.isDigit(version.charAt(dot + 1));
  }
}
