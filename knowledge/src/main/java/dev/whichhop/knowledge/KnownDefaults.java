package dev.whichhop.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** All defaults that texts are compared with, from {@code lint/defaults.yaml}. */
public final class KnownDefaults {
  private KnownDefaults() {}

  /** Reads and validates all of them; throws {@link KnowledgeException} for a wrong file. */
  public static List<KnownDefault> load() {
    List<KnownDefault> defaults = new ArrayList<>();
    for (Map.Entry<String, String> file : ResourceFolder.read("lint", "defaults.yaml").entrySet()) {
      DataFile data = DataFile.parse(file.getKey(), file.getValue());
      defaults.addAll(
          data.all(
              "defaults",
              part -> {
                String name = part.text("name");
                return new KnownDefault(
                    name,
                    part.textOr("field", Pattern.quote(name)),
                    part.text("right"),
                    part.texts("accepted"),
                    Pattern.compile(
                        part.textOr("unless", "(?!)"),
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                    part.text("source"));
              }));
      data.finish();
    }
    return List.copyOf(defaults);
  }
}
