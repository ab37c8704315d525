package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Text of {@code istioctl analyze}: {@code Warning [IST0101] (VirtualService shop/web) message}.
 *
 * <p>That nothing was found is a fact too; it becomes the setting {@code istioctl-analyze}.
 */
public final class IstioctlAnalyzeReader implements Reader {
  private static final String NOTHING = "No validation issues found";

  @Override
  public String format() {
    return "istioctl-analyze";
  }

  @Override
  public int recognises(TextFile file) {
    boolean any =
        file.head().stream()
            .anyMatch(line -> row(line, file.at(0)).isPresent() || line.contains(NOTHING));
    return any ? 90 : 0;
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    List<Table.Row> rows = new ArrayList<>();
    file.forEachLine((line, number) -> {
      row(line, file.at(number)).ifPresent(rows::add);
      if (line.contains(NOTHING)) {
        String text = line.substring(line.indexOf(NOTHING));
        into.add(new Setting(format(), text, new Evidence(file.at(number), line.strip())));
      }
    });
    into.add(
        new Table(
            "istioctl-analyze", List.of("LEVEL", "CODE", "OBJECT", "MESSAGE"), List.copyOf(rows)));
  }

  private static Optional<Table.Row> row(String line, Place place) {
    int code = line.indexOf(" [IST");
    int codeEnd = line.indexOf(']', code + 1);
    if (code <= 0 || code > 12 || codeEnd < 0 || !line.startsWith(" (", codeEnd + 1)) {
      return Optional.empty();
    }
    int objectEnd = line.indexOf(')', codeEnd);
    if (objectEnd < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Table.Row(
            Map.of(
                "LEVEL", line.substring(0, code),
                "CODE", line.substring(code + 2, codeEnd),
                "OBJECT", line.substring(codeEnd + 3, objectEnd),
                "MESSAGE", line.substring(objectEnd + 1).strip()),
            new Evidence(place, line)));
  }
}
