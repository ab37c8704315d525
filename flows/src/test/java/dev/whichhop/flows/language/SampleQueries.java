package dev.whichhop.flows.language;

import dev.whichhop.flows.input.TableFile;
import java.io.IOException;
import java.io.InputStream;
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
    try (InputStream in = Files.newInputStream(FILE)) {
      for (List<String> row : TableFile.read(in).rows()) {
        samples.add(new Sample(samples.size() + 1, row.get(0), row.get(1), row.get(2)));
      }
    }
    return samples;
  }
}
