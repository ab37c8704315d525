package dev.whichhop.knowledge;

import java.util.LinkedHashMap;
import java.util.Map;

/** All artefacts by id, from {@code artefacts/*.yaml}. */
public final class Artefacts {
  private Artefacts() {}

  /** Reads and validates all of them; throws {@link KnowledgeException} for a wrong file. */
  public static Map<String, Artefact> load() {
    Map<String, Artefact> artefacts = new LinkedHashMap<>();
    for (Map.Entry<String, String> file : ResourceFolder.read("artefacts", ".yaml").entrySet()) {
      DataFile data = DataFile.parse(file.getKey(), file.getValue());
      for (Artefact artefact :
          data.all(
              "artefacts",
              part ->
                  new Artefact(
                      part.text("id"),
                      part.text("command"),
                      Integer.parseInt(part.textOr("cost", "1"))))) {
        if (artefacts.put(artefact.id(), artefact) != null) {
          throw new KnowledgeException(file.getKey(), "artefact twice: " + artefact.id());
        }
      }
      data.finish();
    }
    return artefacts;
  }
}
