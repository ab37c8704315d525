package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Gap;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code collection.json}, what {@code whichhop collect} notes about a bundle: here, what is
 * missing in it and why. The server's version becomes the setting {@code kubernetes.version}.
 */
public final class CollectionShape implements DocumentShape {

  @Override
  public String format() {
    return "whichhop-collection";
  }

  @Override
  public boolean recognises(Node root) {
    return root.get("apiVersion").textOrEmpty().startsWith("whichhop.dev/")
        && root.get("kind").textOrEmpty().equals("Collection");
  }

  @Override
  public void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    Node server = root.get("server");
    server
        .text()
        .filter(version -> !version.isEmpty())
        .ifPresent(
            version -> into.add(new Setting("kubernetes.version", version, server.evidence())));
    for (Node gap : root.get("gaps").items()) {
      Optional<Gap.State> state = state(gap.get("state").textOrEmpty());
      if (state.isEmpty()) {
        problems.report(gap.place(), "expected state denied, failed, cut or left_out");
        continue;
      }
      List<String> artefacts =
          gap.get("artefacts").items().stream().map(Node::textOrEmpty).toList();
      into.add(
          new Gap(
              gap.get("what").textOrEmpty(),
              gap.get("namespace").textOrEmpty(),
              state.get(),
              gap.get("why").textOrEmpty(),
              gap.get("rule").textOrEmpty(),
              artefacts,
              gap.place()));
    }
  }

  private static Optional<Gap.State> state(String word) {
    for (Gap.State one : Gap.State.values()) {
      if (one.name().equals(word.toUpperCase(Locale.ROOT))) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
