package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
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
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(NodeBuilder.DEEPEST + 1)
                  .maxStringLength(LONGEST_STRING)
                  .build())
          .build();

  private final String file;
  private final RewindableReader text;
  private final Problems problems;
  private final NodeBuilder builder;
  private final List<Node> documents = new ArrayList<>();

  /** Number of the line in which the part that is being parsed begins. */
  private int firstLine;

  private JsonDocuments(
      String file, int firstLine, Reader text, NodeBuilder builder, Problems problems) {
    this.file = file;
    this.firstLine = firstLine;
    this.text = new RewindableReader(text);
    this.problems = problems;
    this.builder = builder;
  }

  static List<Node> parse(
      String file, int firstLine, Reader text, NodeBuilder builder, Problems problems)
      throws IOException {
    JsonDocuments parsing = new JsonDocuments(file, firstLine, text, builder, problems);
    try {
      parsing.all();
    } catch (DocumentLimit limit) {
      problems.reportCut(
          Place.line(file, parsing.firstLine),
          limit.getMessage() + " in the JSON that begins here; the rest of the file is not read");
      parsing.documents.addAll(parsing.builder.takePartial());
    }
    return List.copyOf(parsing.documents);
  }

  private void all() throws DocumentLimit, IOException {
    for (int mistakes = 0; mistakes < MOST_MISTAKES; mistakes++) {
      long start = text.position();
      JacksonException broken = toMistake();
      if (broken == null) {
        return;
      }
      documents.addAll(builder.takePartial());
      TokenStreamLocation at = broken.getLocation();
      int line = at == null ? firstLine : firstLine + Math.max(0, at.getLineNr() - 1);
      problems.reportCut(
          Place.line(file, line),
          "JSON is broken here, what is complete before is kept: " + firstLine(broken));
      firstLine = line;
      if (at == null || !toNextStart(start, start + Math.max(0, at.getCharOffset()))) {
        return;
      }
    }
  }

  /** Parses to the end of the text or to the mistake that is returned. */
  private @Nullable JacksonException toMistake() throws DocumentLimit {
    try {
      JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text);
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        event(token, parser, parser.currentTokenLocation().getLineNr() + firstLine - 1);
      }
      return null;
    } catch (JacksonException broken) {
      return broken;
    }
  }

  private void event(JsonToken token, JsonParser parser, int line) throws DocumentLimit {
    switch (token) {
      case START_OBJECT -> builder.start(true, line);
      case START_ARRAY -> builder.start(false, line);
      case END_OBJECT, END_ARRAY -> builder.end();
      case PROPERTY_NAME -> builder.key(parser.getString());
      case VALUE_NULL -> builder.scalar(null, line, false);
      default -> builder.scalar(parser.getString(), line, false);
    }
    Node document = builder.take();
    if (document != null) {
      documents.add(document);
    }
  }

  /**
   * Goes to the next beginning of a line, after {@code start}, that looks like a document; not
   * before the line of the mistake, so that nothing is parsed more than twice.
   *
   * @return false when the text ends before
   */
  private boolean toNextStart(long start, long mistake) throws IOException {
    boolean atLine = text.backToLine(Math.max(start, mistake));
    while (!atLine || text.position() <= start || "{[".indexOf(text.peek()) < 0) {
      if (!text.skipLine()) {
        return false;
      }
      firstLine++;
      atLine = true;
    }
    return true;
  }

  private static String firstLine(JacksonException broken) {
    return String.valueOf(broken.getOriginalMessage()).lines().findFirst().orElse("");
  }
}
