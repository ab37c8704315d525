package dev.whichhop.app.report;

import dev.whichhop.model.evidence.Place;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Notices as SARIF 2.1.0, the format in which code-scanning pages take findings
 * (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).
 */
public final class Sarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** Raised when the recipe of the fingerprint changes. */
  private static final String FINGERPRINT = "whichhop/v1";

  private Sarif() {}

  /** Prints one SARIF log with one run. */
  public static void print(List<Notice> notices, String language, PrintWriter out) {
    Map<String, Notice> rules = new TreeMap<>();
    notices.forEach(notice -> rules.putIfAbsent(notice.rule(), notice));
    List<String> order = List.copyOf(rules.keySet());

    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "whichhop");
    driver.put("rules", rules.values().stream().map(Sarif::rule).toList());

    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("language", language);
    run.put("columnKind", "utf16CodeUnits");
    run.put("results", results(notices, order));

    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    JsonReport.print(log, out);
  }

  private static Map<String, Object> rule(Notice notice) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", notice.rule());
    rule.put("shortDescription", Map.of("text", notice.title()));
    if (!notice.help().isEmpty()) {
      Map<String, Object> help = new LinkedHashMap<>();
      help.put("text", notice.help());
      help.put("markdown", notice.help());
      rule.put("help", help);
    }
    return rule;
  }

  private static List<Object> results(List<Notice> notices, List<String> order) {
    Map<String, Integer> seen = new HashMap<>();
    List<Object> results = new ArrayList<>();
    for (Notice notice : notices) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("ruleId", notice.rule());
      result.put("ruleIndex", order.indexOf(notice.rule()));
      result.put("level", notice.level().word());
      result.put("message", Map.of("text", withoutLinks(notice.message())));
      List<Place> places = notice.places();
      if (!places.isEmpty()) {
        result.put("locations", List.of(location(places.getFirst(), notice.column())));
      }
      if (places.size() > 1) {
        result.put(
            "relatedLocations",
            places.subList(1, places.size()).stream().map(place -> location(place, 0)).toList());
      }
      result.put("partialFingerprints", Map.of(FINGERPRINT, fingerprint(notice, seen)));
      results.add(result);
    }
    return results;
  }

  /**
   * In a SARIF message {@code [words](target)} is a link; text of the evidence must not make one.
   */
  private static String withoutLinks(String message) {
    return message.contains("](") ? message.replace("[", "\\[") : message;
  }

  private static Map<String, Object> location(Place place, int column) {
    Map<String, Object> physical = new LinkedHashMap<>();
    physical.put("artifactLocation", Map.of("uri", uri(place.file())));
    if (place.line() > 0) {
      Map<String, Object> region = new LinkedHashMap<>();
      region.put("startLine", place.line());
      if (column > 0) {
        region.put("startColumn", column);
      }
      physical.put("region", region);
    }
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("physicalLocation", physical);
    if (!place.path().isEmpty()) {
      location.put("logicalLocations", List.of(Map.of("fullyQualifiedName", place.path())));
    }
    return location;
  }

  /** The file's name as a URI reference; an absolute path as a file URI. */
  private static String uri(String file) {
    StringBuilder uri = new StringBuilder(file.startsWith("/") ? "file://" : "");
    for (byte octet : file.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || "-._~/".indexOf(c) >= 0) {
        uri.append(c);
      } else {
        uri.append(String.format("%%%02X", (int) c));
      }
    }
    return uri.toString();
  }

  /**
   * The same for the same text in the same file, wherever its line moves; equal ones are counted.
   */
  private static String fingerprint(Notice notice, Map<String, Integer> seen) {
    String path = notice.places().isEmpty() ? "" : notice.places().getFirst().path();
    String identity = String.join("\n", notice.rule(), notice.file(), path, notice.text().strip());
    int times = seen.merge(identity, 1, Integer::sum);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((identity + "\n" + times).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
