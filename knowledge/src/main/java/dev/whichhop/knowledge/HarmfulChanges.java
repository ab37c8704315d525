package dev.whichhop.knowledge;

import dev.whichhop.knowledge.HarmfulChange.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All of them, from {@code refused/*.yaml}. */
public final class HarmfulChanges {
  private HarmfulChanges() {}

  /** Reads and validates all of them; throws {@link KnowledgeException} for a wrong file. */
  public static List<HarmfulChange> load() {
    List<HarmfulChange> all = new ArrayList<>();
    for (Map.Entry<String, String> file : ResourceFolder.read("refused", ".yaml").entrySet()) {
      DataFile data = DataFile.parse(file.getKey(), file.getValue());
      all.addAll(
          data.all(
              "refused",
              part -> {
                // Where the harm is documented is for the reader of the file; it must be there.
                part.text("source");
                return new HarmfulChange(
                    part.text("id"), part.texts("causes"), part.all("signs", HarmfulChanges::sign));
              }));
      data.finish();
    }
    return List.copyOf(all);
  }

  private static Sign sign(DataFile part) {
    return new Sign(
        part.text("kind"),
        List.of(part.text("path").split("\\.", -1)),
        Long.parseLong(part.textOr("most", "-1")),
        Long.parseLong(part.textOr("least", "-1")),
        part.textOr("prefix", ""));
  }
}
