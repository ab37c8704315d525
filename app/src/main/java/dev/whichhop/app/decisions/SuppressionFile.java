package dev.whichhop.app.decisions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Suppressions as YAML:
 *
 * <pre>
 * suppressions:
 *   - id: nlb-idle-timeout
 *     subject: "edge-*"
 *     reason: callers retry; change 1234 moves them to HTTP/2
 *     until: 2027-01-31
 * </pre>
 */
final class SuppressionFile {
  private static final Set<String> KEYS = Set.of("id", "subject", "reason", "until");

  private SuppressionFile() {}

  static List<Suppression> read(Path file) throws IOException, WrongDecisions {
    String name = file.toString();
    Object root;
    try {
      root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    } catch (YamlEngineException broken) {
      throw new WrongDecisions(name, "not YAML: " + broken.getMessage());
    }
    if (!(root instanceof Map<?, ?> map)
        || map.size() != 1
        || !(map.get("suppressions") instanceof List<?> items)) {
      throw new WrongDecisions(name, "expected a mapping with the one key suppressions, a list");
    }
    List<Suppression> suppressions = new ArrayList<>();
    for (Object item : items) {
      suppressions.add(one(name, "suppressions[" + suppressions.size() + "]", item));
    }
    return suppressions;
  }

  private static Suppression one(String name, String place, @Nullable Object item)
      throws WrongDecisions {
    if (!(item instanceof Map<?, ?> map)) {
      throw new WrongDecisions(name, place + ": expected a mapping");
    }
    for (Object key : map.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        throw new WrongDecisions(
            name,
            place + ": unknown key " + key + ", expected one of id," + " subject, reason, until");
      }
    }
    String id = text(map, "id");
    if (id.isEmpty()) {
      throw new WrongDecisions(name, place + ": expected id, the code of a cause, check or rule");
    }
    String reason = text(map, "reason");
    if (reason.isEmpty()) {
      throw new WrongDecisions(name, place + " (" + id + "): a suppression needs a reason");
    }
    String subject = text(map, "subject");
    return new Suppression(id, subject.isEmpty() ? "*" : subject, reason, until(name, place, map));
  }

  private static @Nullable LocalDate until(String name, String place, Map<?, ?> map)
      throws WrongDecisions {
    String until = text(map, "until");
    try {
      return until.isEmpty() ? null : LocalDate.parse(until);
    } catch (DateTimeParseException notADate) {
      throw new WrongDecisions(
          name, place + ": until is " + until + ", expected a day such as 2027-01-31");
    }
  }

  private static String text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? "" : String.valueOf(value).strip();
  }
}
