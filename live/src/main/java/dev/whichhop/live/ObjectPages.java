package dev.whichhop.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lists the objects of one kind, page by page, into one file of the bundle. */
final class ObjectPages {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Half of kubectl's {@code --chunk-size}: a page of large pods stays within a few megabytes. */
  private static final int PAGE = 250;

  private static final long MOST_BYTES_OF_PAGE = 256L << 20;

  private final ClusterAccess cluster;
  private final BundleFiles files;
  private final Ledger ledger;
  private final Seen seen;

  ObjectPages(ClusterAccess cluster, BundleFiles files, Ledger ledger, Seen seen) {
    this.cluster = cluster;
    this.files = files;
    this.ledger = ledger;
    this.seen = seen;
  }

  /** What a page says about the next one. */
  private record Next(String token, int taken) {}

  /**
   * @param namespace empty for all
   */
  void list(Resource resource, String namespace) {
    List<String> artefacts = Wanted.artefacts(resource);
    int count = 0;
    try (ObjectFile file = new ObjectFile(files, resource.file(namespace))) {
      String token = "";
      boolean older = false;
      do {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Answer answer = cluster.get(query(resource, namespace, token), body, MOST_BYTES_OF_PAGE);
        if (answer.status() == 410 && !older) {
          // The list's moment has gone; the server says how to go on with a later one.
          token = RefusalText.continuation(answer.refusal());
          older = true;
          if (!token.isEmpty()) {
            continue;
          }
        }
        if (!answer.good()) {
          refused(resource, namespace, answer, count, artefacts);
          break;
        }
        if (answer.cut()) {
          throw new IOException("a page of more than " + MOST_BYTES_OF_PAGE + " bytes");
        }
        Next next = take(body.toByteArray(), resource, file);
        token = next.token;
        count += next.taken;
      } while (!token.isEmpty());
    } catch (Budget.Spent spent) {
      ledger.leftOut(resource.fullName(), namespace, beyond(count, spent), artefacts);
    } catch (IOException | JacksonException failed) {
      String why = "" + failed.getMessage();
      if (count > 0) {
        ledger.cut(resource.fullName(), namespace, beyond(count, failed), artefacts);
      } else {
        ledger.failed(resource.fullName(), namespace, why, artefacts);
      }
    }
    if (count > 0) {
      ledger.had(resource.file(namespace), resource.fullName(), namespace, count);
    }
  }

  private static String beyond(int count, Exception why) {
    return (count > 0 ? "only the first " + count + ": " : "") + why.getMessage();
  }

  private void refused(
      Resource resource, String namespace, Answer answer, int count, List<String> artefacts) {
    if (answer.denied()) {
      ledger.denied(resource.fullName(), namespace, answer.reason(), resource.rule(), artefacts);
    } else if (answer.status() != 404 || count > 0) {
      // 404: the kind was removed between discovery and now, so there are none.
      ledger.failed(resource.fullName(), namespace, answer.reason(), artefacts);
    }
  }

  static String query(Resource resource, String namespace, String token) {
    return resource.path(namespace)
        + "?limit="
        + PAGE
        + (token.isEmpty() ? "" : "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
  }

  /** Takes one object after the other, so that memory holds the page's bytes and one tree. */
  private Next take(byte[] page, Resource resource, ObjectFile file) throws IOException {
    String token = "";
    int taken = 0;
    try (JsonParser parser = JSON.createParser(page)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("metadata")) {
          token = parser.<ObjectNode>readValueAsTree().path("continue").asString("");
        } else if (name.equals("items") && value == JsonToken.START_ARRAY) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            taken += object(parser.readValueAsTree(), resource, file) ? 1 : 0;
          }
        } else {
          parser.skipChildren();
        }
      }
    }
    return new Next(token, taken);
  }

  private boolean object(ObjectNode item, Resource resource, ObjectFile file) throws IOException {
    if (!Slimming.slim(item, resource)) {
      return false;
    }
    ObjectNode whole = JSON.createObjectNode();
    // Objects of a list carry neither where the server knows the type by itself.
    whole.put("apiVersion", resource.apiVersion());
    whole.put("kind", resource.kind());
    whole.setAll(item);
    seen.object(resource, whole);
    file.add(whole);
    return true;
  }
}
