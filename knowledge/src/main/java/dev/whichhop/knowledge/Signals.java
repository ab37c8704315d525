package dev.whichhop.knowledge;

import dev.whichhop.model.evidence.SignalPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All literals worth finding, from {@code signals/*.yaml}. */
public final class Signals {
  private Signals() {}

  /** Reads and validates all of them; throws {@link KnowledgeException} for a wrong file. */
  public static List<SignalPattern> load() {
    List<SignalPattern> patterns = new ArrayList<>();
    for (Map.Entry<String, String> file : ResourceFolder.read("signals", ".yaml").entrySet()) {
      DataFile data = DataFile.parse(file.getKey(), file.getValue());
      patterns.addAll(
          data.all(
              "signals",
              part -> {
                // Where the literal comes from is for the reader of the file; it must be there.
                part.text("source");
                return new SignalPattern(
                    part.text("id"), part.texts("any"), part.texts("all"), part.texts("none"));
              }));
      data.finish();
    }
    return List.copyOf(patterns);
  }
}
