package dev.whichhop.flows.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The collected real queries ({@code query,source_url,tag}), where the folder of shared facts lies
 * beside the project.
 */
public final class SampleQueries {
  private static final Path FILE =
      Path.of(System.getProperty("whichhop.facts", "../../shared/facts"), "insights-samples.csv");

  private SampleQueries() {}

  /** A query with where it was found and what is odd about it. */
  public record Sample(int number, String query, String source, String tag) {
    public boolean isOdd(String oddity) {
      return List.of(tag.split(" ")).contains("odd-" + oddity);
    }

    @Override
    public String toString() {
      return number + " " + tag;
    }
  }

  public static boolean present() {
    return Files.exists(FILE);
  }

  public static List<Sample> all() throws IOException {
    List<Sample> samples = new ArrayList<>();
    List<List<String>> rows = rows(Files.readString(FILE));
    for (List<String> row : rows.subList(1, rows.size())) {
      samples.add(new Sample(samples.size() + 1, row.get(0), row.get(1), row.get(2)));
    }
    return samples;
  }

  private static List<List<String>> rows(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else {
        cell.append(c);
      }
    }
    return rows;
  }
}
