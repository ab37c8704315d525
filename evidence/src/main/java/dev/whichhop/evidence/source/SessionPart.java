package dev.whichhop.evidence.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** What one command of a recorded shell session printed. */
final class SessionPart implements TextFile {
  private static final int HEAD_LINES = 200;
  private static final int HEAD_CHARACTERS = 64 << 10;

  private record Line(String text, int number) {}

  private final String name;
  private final String command;
  private final int firstLine;
  private final List<String> caption;
  private final List<Line> lines = new ArrayList<>();

  /**
   * @param firstLine number of the first line in the file
   */
  SessionPart(String name, String command, int firstLine) {
    this(name, command, firstLine, List.of());
  }

  SessionPart(String name, String command, int firstLine, List<String> caption) {
    this.name = name;
    this.command = command;
    this.firstLine = firstLine;
    this.caption = caption;
  }

  void add(String line, int number) {
    lines.add(new Line(line, number));
  }

  boolean isBlank() {
    return lines.stream().allMatch(line -> line.text.isBlank());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String command() {
    return command;
  }

  @Override
  public List<String> caption() {
    return caption;
  }

  /** The comment lines at the end, which belong to what comes next. */
  List<String> closingComments() {
    int from = lines.size();
    while (from > 0 && lines.get(from - 1).text.startsWith("#")) {
      from--;
    }
    return lines.subList(from, lines.size()).stream().map(Line::text).toList();
  }

  @Override
  public int firstLine() {
    return firstLine;
  }

  @Override
  public List<String> head() {
    List<String> head = new ArrayList<>();
    int characters = 0;
    for (Line line : lines) {
      characters += line.text.length();
      if (head.size() == HEAD_LINES || (characters > HEAD_CHARACTERS && !head.isEmpty())) {
        break;
      }
      head.add(line.text);
    }
    return head;
  }

  @Override
  public void forEachLine(ObjIntConsumer<String> consumer) {
    for (Line line : lines) {
      consumer.accept(line.text, line.number);
    }
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(line.text).append('\n');
    }
    return text.toString();
  }
}
