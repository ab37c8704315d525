package dev.whichhop.live;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file with a {@code List} of objects; begun with the first one, so that there is no empty one.
 */
final class ObjectFile implements Closeable {
  private static final ObjectWriter PRETTY = new ObjectMapper().writerWithDefaultPrettyPrinter();

  private final BundleFiles files;
  private final String name;
  private @Nullable OutputStream out;

  ObjectFile(BundleFiles files, String name) {
    this.files = files;
    this.name = name;
  }

  void add(ObjectNode object) throws IOException {
    OutputStream to = out;
    if (to == null) {
      to = files.create(name);
      out = to;
      write(to, "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [\n");
    } else {
      write(to, ",\n");
    }
    // Over several lines, because evidence is pointed at by its line.
    to.write(PRETTY.writeValueAsBytes(object));
  }

  private static void write(OutputStream to, String text) throws IOException {
    to.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      write(out, "\n]}\n");
      out.close();
    }
  }
}
