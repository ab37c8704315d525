package dev.whichhop.knowledge;

import dev.whichhop.knowledge.RemedyFacts.Target;
import dev.whichhop.model.diagnosis.Safety;
import dev.whichhop.model.diagnosis.Safety.Radius;
import dev.whichhop.model.diagnosis.Safety.Restart;
import java.util.LinkedHashMap;
import java.util.Map;

/** Facts of all remedies by id, from {@code remedies/*.yaml}. */
public final class RemedyCatalogue {
  private RemedyCatalogue() {}

  /** Reads and validates all of them; throws {@link KnowledgeException} for a wrong file. */
  public static Map<String, RemedyFacts> load() {
    Map<String, RemedyFacts> facts = new LinkedHashMap<>();
    for (Map.Entry<String, String> file : ResourceFolder.read("remedies", ".yaml").entrySet()) {
      DataFile data = DataFile.parse(file.getKey(), file.getValue());
      for (RemedyFacts one : data.all("remedies", RemedyCatalogue::facts)) {
        if (facts.put(one.id(), one) != null) {
          throw new KnowledgeException(file.getKey(), "remedy twice: " + one.id());
        }
      }
      data.finish();
    }
    return facts;
  }

  private static RemedyFacts facts(DataFile part) {
    return new RemedyFacts(
        part.text("id"),
        new Safety(
            part.word("radius", Radius.class, Radius.MESH),
            part.word("restart", Restart.class, Restart.NONE),
            !part.textOr("reversible", "true").equals("false")),
        part.word("target", Target.class, Target.NONE),
        part.texts("prior"),
        part.textOr("verify", ""));
  }
}
