package dev.whichhop.knowledge;

import dev.whichhop.model.Hop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The questions of {@code walk/*.yaml}, in their order. */
public final class Questions {
  private Questions() {}

  /** Reads and validates all of them; throws {@link KnowledgeException} for a wrong file. */
  public static List<Question> load() {
    List<Question> questions = new ArrayList<>();
    for (Map.Entry<String, String> file : ResourceFolder.read("walk", ".yaml").entrySet()) {
      DataFile data = DataFile.parse(file.getKey(), file.getValue());
      questions.addAll(data.all("questions", Questions::question));
      data.finish();
    }
    return List.copyOf(questions);
  }

  private static Question question(DataFile part) {
    return new Question(
        part.text("id"),
        part.texts("hops").stream().map(hop -> hop(part, hop)).toList(),
        part.texts("checks"),
        part.texts("shown"));
  }

  private static Hop hop(DataFile part, String word) {
    return Hop.ofId(word)
        .orElseThrow(() ->
            part.wrong(
                "hops",
                word,
                Arrays.stream(Hop.values()).map(Hop::id).collect(Collectors.joining(", "))));
  }
}
