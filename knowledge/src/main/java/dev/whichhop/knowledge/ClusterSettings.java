package dev.whichhop.knowledge;

import dev.whichhop.model.survey.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The settings of {@code settings/*.yaml}, in the order of the files. */
public final class ClusterSettings {
  private record Range(double from, double to) {}

  private record Limit(String live, String refused) {}

  private ClusterSettings() {}

  /** Reads and validates all of them; throws {@link KnowledgeException} for a wrong file. */
  public static List<ClusterSetting> load() {
    List<ClusterSetting> settings = new ArrayList<>();
    for (Map.Entry<String, String> file : ResourceFolder.read("settings", ".yaml").entrySet()) {
      DataFile data = DataFile.parse(file.getKey(), file.getValue());
      settings.addAll(data.all("settings", ClusterSettings::setting));
      data.finish();
    }
    return List.copyOf(settings);
  }

  private static ClusterSetting setting(DataFile part) {
    Range doubtful =
        part.one("doubtful", ClusterSettings::range).orElse(new Range(Double.NaN, Double.NaN));
    Limit limit =
        part.one("limit", one -> new Limit(one.text("live"), one.text("refused")))
            .orElse(new Limit("", ""));
    return new ClusterSetting(
        part.text("id"),
        part.word("topic", Topic.class, Topic.POOL),
        part.text("yaml"),
        part.textOr("proxy", ""),
        part.textOr("mesh", ""),
        part.textOr("default", ""),
        doubtful.from,
        doubtful.to,
        limit.live,
        limit.refused,
        part.text("source"));
  }

  private static Range range(DataFile part) {
    return new Range(Double.parseDouble(part.text("from")), Double.parseDouble(part.text("to")));
  }
}
