package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.format.FixtureText;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import java.io.IOException;
import java.util.List;

/** Documents read into a bundle. */
final class Fixtures {
  private Fixtures() {}

  static Bundle bundle(String... fixtures) throws IOException {
    BundleBuilder into = new BundleBuilder();
    for (String fixture : fixtures) {
      new DocumentReader().read(FixtureText.of(fixture), into, new Problems());
    }
    return into.build();
  }

  static Bundle text(String name, String command, String text, Problems problems)
      throws IOException {
    BundleBuilder into = new BundleBuilder();
    List<String> lines = text.lines().toList();
    new DocumentReader().read(new FixtureText(name, command, lines), into, problems);
    return into.build();
  }

  static Bundle text(String text) throws IOException {
    return text("a.yaml", "", text, new Problems());
  }
}
