package dev.whichhop.app.redaction;

import dev.whichhop.app.report.JsonReport;
import dev.whichhop.live.BundleFiles;
import dev.whichhop.redact.Removals;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code redaction.json}: what was taken out of a bundle, for whoever reads it. */
final class RedactionFile {
  private static final String NAME = "redaction";

  private RedactionFile() {}

  /**
   * @param taken names of files; a bundle that was redacted before has such a file already
   */
  static void write(Removals removals, BundleFiles files, Set<String> taken) throws IOException {
    List<Map<String, Object>> removed = new ArrayList<>();
    removals
        .byFile()
        .forEach((file, counts) ->
            counts.forEach((kind, count) -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("file", file);
              one.put("what", kind.word());
              one.put("count", count);
              removed.add(one);
            }));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("apiVersion", "whichhop.dev/v1");
    root.put("kind", "Redaction");
    root.put("removed", removed);
    try (PrintWriter out =
        new PrintWriter(
            new OutputStreamWriter(files.create(name(taken)), StandardCharsets.UTF_8))) {
      JsonReport.print(root, out);
      if (out.checkError()) {
        throw new IOException("the report of what was taken out could not be written");
      }
    }
  }

  private static String name(Set<String> taken) {
    String name = NAME + ".json";
    for (int i = 2; taken.contains(name); i++) {
      name = NAME + "-" + i + ".json";
    }
    return name;
  }
}
