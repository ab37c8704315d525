package dev.whichhop.flows.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The public samples of flow-log records, each as the file that it was. */
public final class Samples {
  private static final Path FILE =
      Path.of("../records/src/test/resources/fixtures/vpc-flow-log/samples.txt");

  private Samples() {}

  /**
   * The text of a sample.
   *
   * @param format what the sample says of its format
   */
  public record Sample(String id, String format, String text) {

    /** As a file without the line that names the format. */
    public LogFile file() {
      return Samples.file(id, text);
    }

    /** As a file whose first line names the fields. */
    public LogFile fileWithHeader() {
      return Samples.file(
          id,
          format.startsWith("version") || format.contains("-id ") ? format + "\n" + text : text);
    }
  }

  /** A file with this text. */
  public static LogFile file(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new LogFile(
        name, null, bytes.length, LogKind.of(bytes), () -> new ByteArrayInputStream(bytes));
  }

  public static Map<String, Sample> all() throws IOException {
    Map<String, Sample> samples = new LinkedHashMap<>();
    String id = "";
    String format = "";
    List<String> lines = new ArrayList<>();
    boolean within = false;
    for (String line : Files.readAllLines(FILE)) {
      if (line.startsWith("## ")) {
        id = line.substring(3);
        lines.clear();
      } else if (line.startsWith("format: ")) {
        format = line.substring(8);
      } else if (line.equals("BEGIN")) {
        within = true;
      } else if (line.equals("END")) {
        within = false;
        samples.put(id, new Sample(id, format, String.join("\n", lines)));
      } else if (within) {
        lines.add(line);
      }
    }
    return samples;
  }
}
