package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML text as nodes with positions. The documents of a text are parsed one by one, so that a
 * mistake in one does not cost the others: a line that begins with {@code ---} begins a document,
 * whatever stands before it (YAML 1.2.2, 9.1.2 and rule c-forbidden).
 *
 * <p>An alias gives a copy of the value; what aliases expand to is counted against a budget, or an
 * alias bomb would have no end.
 */
final class YamlDocuments {
  private static final int ALIASED_VALUES = 100_000;

  /** Characters. */
  private static final int BUFFER = 8 << 10;

  private final String file;
  private final NodeBuilder builder;
  private final LoadSettings settings;

  /** Where in the document the values with an anchor are. */
  private final Map<Anchor, Integer> anchors = new HashMap<>();

  private final Map<Integer, Anchor> opened = new HashMap<>();
  private int aliasBudget = ALIASED_VALUES;
  private int line;

  private YamlDocuments(String file, NodeBuilder builder) {
    this.file = file;
    this.builder = builder;
    this.settings =
        LoadSettings.builder()
            .setLabel(file)
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(BUFFER)
            .build();
  }

  static List<Node> parse(
      String file, int firstLine, String text, NodeBuilder builder, Problems problems) {
    try {
      return parse(file, firstLine, new StringReader(text), builder, problems);
    } catch (IOException impossible) {
      throw new IllegalStateException("a string cannot fail to be read", impossible);
    }
  }

  /**
   * @param text is read to its end
   * @param builder of nodes in this file
   */
  static List<Node> parse(
      String file, int firstLine, Reader text, NodeBuilder builder, Problems problems)
      throws IOException {
    YamlDocuments parsing = new YamlDocuments(file, builder);
    List<Node> documents = new ArrayList<>();
    DocumentSplitter splitter = new DocumentSplitter(text);
    while (splitter.next()) {
      documents.addAll(parsing.document(splitter, firstLine + splitter.lineFeeds(), problems));
    }
    return List.copyOf(documents);
  }

  private List<Node> document(Reader text, int firstLine, Problems problems) {
    List<Node> documents = new ArrayList<>();
    anchors.clear();
    opened.clear();
    line = firstLine;
    String wrong;
    try {
      Iterator<Event> events = new Parse(settings).parseReader(text).iterator();
      while (events.hasNext()) {
        Event event = events.next();
        line = event.getStartMark().map(mark -> mark.getLine() + firstLine).orElse(line);
        event(event);
        Node document = event.getEventId() == Event.ID.DocumentEnd ? builder.take() : null;
        if (document != null) {
          documents.add(document);
        }
      }
      return documents;
    } catch (YamlEngineException broken) {
      line = lineOf(broken, firstLine);
      wrong = "YAML is broken here, what is complete before is kept: " + what(broken);
    } catch (DocumentLimit limit) {
      wrong = limit.getMessage() + "; the rest of this document is not read";
    }
    problems.reportCut(Place.line(file, line), wrong);
    documents.addAll(builder.takePartial());
    return documents;
  }

  private void event(Event event) throws DocumentLimit {
    switch (event.getEventId()) {
      case MappingStart, SequenceStart -> {
        if (builder.expectsKey()) {
          throw new DocumentLimit(
              "a mapping or list as a key (a template that was not filled in?)");
        }
        Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
        if (anchor.isPresent()) {
          opened.put(builder.depth(), anchor.get());
        }
        builder.start(event.getEventId() == Event.ID.MappingStart, line);
      }
      case MappingEnd, SequenceEnd -> {
        int closed = builder.end();
        Anchor anchor = opened.remove(builder.depth());
        if (anchor != null) {
          anchors.put(anchor, closed);
        }
      }
      case Scalar -> scalar((ScalarEvent) event);
      case Alias -> alias(((AliasEvent) event).getAlias());
      default -> {}
    }
  }

  private static boolean isBlock(ScalarEvent scalar) {
    return scalar.getScalarStyle() == ScalarStyle.LITERAL
        || scalar.getScalarStyle() == ScalarStyle.FOLDED;
  }

  private void scalar(ScalarEvent scalar) throws DocumentLimit {
    if (builder.expectsKey()) {
      builder.key(scalar.getValue());
      return;
    }
    int at = builder.scalar(value(scalar), line, isBlock(scalar));
    scalar.getAnchor().ifPresent(anchor -> anchors.put(anchor, at));
  }

  private void alias(Anchor anchor) throws DocumentLimit {
    Integer target = anchors.get(anchor);
    if (target == null) {
      throw new DocumentLimit("the alias *" + anchor.getValue() + " stands for nothing before it");
    }
    aliasBudget -= builder.count(target);
    if (aliasBudget < 0) {
      throw new DocumentLimit("aliases expand to more than " + ALIASED_VALUES + " values");
    }
    if (builder.expectsKey()) {
      builder.key(builder.text(target));
    } else {
      builder.addAgain(target);
    }
  }

  private static @Nullable String value(ScalarEvent scalar) {
    String text = scalar.getValue();
    boolean isNull =
        scalar.isPlain() && (text.isEmpty() || text.equals("null") || text.equals("~"));
    return isNull ? null : text;
  }

  private int lineOf(YamlEngineException broken, int firstLine) {
    return broken instanceof MarkedYamlEngineException marked
        ? marked.getProblemMark().map(mark -> mark.getLine() + firstLine).orElse(line)
        : line;
  }

  private static String what(YamlEngineException broken) {
    String message =
        broken instanceof MarkedYamlEngineException marked
            ? String.valueOf(marked.getProblem())
            : String.valueOf(broken.getMessage());
    return message.lines().findFirst().orElse("");
  }
}
