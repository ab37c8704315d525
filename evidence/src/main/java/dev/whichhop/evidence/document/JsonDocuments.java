package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * JSON text as nodes with positions; several values one after the other are several documents.
 * After a mistake it goes on at the next line that begins with a bracket.
 */
final class JsonDocuments {
  private static final int LONGEST_STRING = 16 << 20;

  /** A text with more of them is no JSON. */
  private static final int MOST_MISTAKES = 200;

  /** Lenient where people edit by hand: comments of a line, a comma too many. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_YAML_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(NodeBuilder.DEEPEST + 1)
                  .maxStringLength(LONGEST_STRING)
                  .build())
          .build();

  private final String file;
  private final String text;
  private final Problems problems;
  private final NodeBuilder builder;
  private final List<Node> documents = new ArrayList<>();

  /** Number of the line in which the part that is being parsed begins. */
  private int firstLine;

  private JsonDocuments(String file, int firstLine, String text, Problems problems) {
    this.file = file;
    this.firstLine = firstLine;
    this.text = text;
    this.problems = problems;
    this.builder = new NodeBuilder(file);
  }

  static List<Node> parse(String file, int firstLine, String text, Problems problems) {
    JsonDocuments parsing = new JsonDocuments(file, firstLine, text, problems);
    try {
      parsing.all();
    } catch (DocumentLimit limit) {
      problems.report(
          Place.line(file, parsing.firstLine),
          limit.getMessage() + " in the JSON that begins here; the rest of the file is not read");
      parsing.documents.addAll(parsing.builder.takePartial());
    }
    return List.copyOf(parsing.documents);
  }

  private void all() throws DocumentLimit {
    int start = 0;
    for (int mistakes = 0; start < text.length(); mistakes++) {
      JacksonException broken = mistakes == MOST_MISTAKES ? null : from(start);
      if (broken == null) {
        return;
      }
      documents.addAll(builder.takePartial());
      TokenStreamLocation at = broken.getLocation();
      int seen = at == null ? text.length() : start + (int) Math.max(0, at.getCharOffset());
      int line = at == null ? firstLine : firstLine + Math.max(0, at.getLineNr() - 1);
      problems.report(
          Place.line(file, line),
          "JSON is broken here, what is complete before is kept: " + firstLine(broken));
      int next = nextStart(start, Math.min(seen, text.length()));
      firstLine += lineFeeds(start, next);
      start = next;
    }
  }

  /** Parses to the end of the text or to the mistake that is returned. */
  private @Nullable JacksonException from(int start) throws DocumentLimit {
    try (StringReader rest = new StringReader(text)) {
      rest.skip(start);
      JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), rest);
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        event(token, parser, parser.currentTokenLocation().getLineNr() + firstLine - 1);
      }
      return null;
    } catch (JacksonException broken) {
      return broken;
    } catch (IOException closed) {
      throw new IllegalStateException("a string cannot fail to be read", closed);
    }
  }

  private void event(JsonToken token, JsonParser parser, int line) throws DocumentLimit {
    switch (token) {
      case START_OBJECT -> builder.start(true, line);
      case START_ARRAY -> builder.start(false, line);
      case END_OBJECT, END_ARRAY -> builder.end();
      case PROPERTY_NAME -> builder.key(parser.getString());
      case VALUE_NULL -> builder.scalar(null, line);
      default -> builder.scalar(parser.getString(), line);
    }
    Node document = builder.take();
    if (document != null) {
      documents.add(document);
    }
  }

  /**
   * The next beginning of a line, after {@code start}, that looks like a document; not before the
   * line of the mistake, so that nothing is parsed more than twice.
   */
  private int nextStart(int start, int mistake) {
    int line = text.lastIndexOf('\n', Math.max(0, mistake - 1)) + 1;
    while (line <= start || (line < text.length() && "{[".indexOf(text.charAt(line)) < 0)) {
      int lineFeed = text.indexOf('\n', Math.max(line, start));
      if (lineFeed < 0) {
        return text.length();
      }
      line = lineFeed + 1;
    }
    return line;
  }

  private int lineFeeds(int from, int to) {
    int count = 0;
    for (int at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
      count++;
    }
    return count;
  }

  private static String firstLine(JacksonException broken) {
    return String.valueOf(broken.getOriginalMessage()).lines().findFirst().orElse("");
  }
}
