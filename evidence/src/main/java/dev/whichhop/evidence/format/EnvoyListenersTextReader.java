package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Setting;
import java.io.IOException;

/**
 * Envoy's {@code /listeners} as text: {@code name::address:port} a line; a setting {@code
 * envoy.listener} each, as from the JSON page.
 */
public final class EnvoyListenersTextReader implements Reader {

  @Override
  public String format() {
    return "envoy-listeners-text";
  }

  @Override
  public int recognises(TextFile file) {
    int lines = 0;
    for (String line : file.head()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (!isListener(line)) {
        return 0;
      }
      lines++;
    }
    return lines > 0 ? 80 : 0;
  }

  /** One separator outside brackets, and a port or a pipe behind it. */
  private static boolean isListener(String line) {
    int at = line.indexOf("::");
    if (at < 1 || line.indexOf(' ') >= 0) {
      return false;
    }
    String address = line.substring(at + 2);
    int colon = address.lastIndexOf(':');
    boolean port =
        colon > 0
            && colon + 1 < address.length()
            && address.chars().skip(colon + 1L).allMatch(Character::isDigit);
    boolean single = address.startsWith("[") || !address.contains("::");
    return (port && single) || address.startsWith("/") || address.startsWith("@");
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    file.forEachLine((line, number) -> {
      if (isListener(line)) {
        into.add(new Setting("envoy.listener", line, new Evidence(file.at(number), line)));
      } else if (!line.isBlank()) {
        problems.report(file.at(number), "expected name::address:port");
      }
    });
  }
}
