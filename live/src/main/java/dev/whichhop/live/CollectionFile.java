package dev.whichhop.live;

import dev.whichhop.model.evidence.Gap;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@link Collection#FILE}; {@code evidence} reads it. */
final class CollectionFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CollectionFile() {}

  static void write(Collection collection, BundleFiles files) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("apiVersion", "whichhop.dev/v1").put("kind", "Collection");
    root.put("partial", !collection.gaps().isEmpty());
    root.put("server", collection.server());
    root.put("from", collection.from().toString()).put("to", collection.to().toString());
    ArrayNode namespaces = root.putArray("namespaces");
    collection.namespaces().forEach(namespaces::add);
    root.put("requests", collection.requests()).put("bytes", collection.bytes());
    root.put("seconds", collection.took().toMillis() / 1000.0);
    ArrayNode gaps = root.putArray("gaps");
    for (Gap gap : collection.gaps()) {
      ObjectNode one = gaps.addObject();
      one.put("what", gap.what()).put("namespace", gap.where());
      one.put("state", gap.state().name().toLowerCase(Locale.ROOT));
      one.put("why", gap.why()).put("rule", gap.rule());
      ArrayNode artefacts = one.putArray("artefacts");
      gap.artefacts().forEach(artefacts::add);
    }
    ArrayNode entries = root.putArray("files");
    for (Collection.Entry entry : collection.files()) {
      entries
          .addObject()
          .put("file", entry.file())
          .put("what", entry.what())
          .put("namespace", entry.where())
          .put("count", entry.count());
    }
    try (OutputStream out = files.create(Collection.FILE)) {
      out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
      out.write('\n');
    }
  }
}
