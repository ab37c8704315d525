package dev.whichhop.evidence.document;

import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** The messages in an answer of CloudWatch Logs as the lines of a log, with the answer's lines. */
record MessageText(TextFile file, List<Node> messages) implements TextFile {
  private static final int HEAD_LINES = 200;

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public String command() {
    return file.command();
  }

  @Override
  public List<String> head() {
    return messages.stream()
        .limit(HEAD_LINES)
        .flatMap(message -> message.textOrEmpty().lines().limit(1))
        .toList();
  }

  @Override
  public int firstLine() {
    return file.firstLine();
  }

  @Override
  public void forEachLine(ObjIntConsumer<String> consumer) {
    for (Node message : messages) {
      int number = message.place().line();
      message.textOrEmpty().lines().forEach(line -> consumer.accept(line, number));
    }
  }

  @Override
  public String text() {
    return String.join("\n", messages.stream().map(Node::textOrEmpty).toList());
  }
}
