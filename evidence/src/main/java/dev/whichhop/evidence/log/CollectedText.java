package dev.whichhop.evidence.log;

import dev.whichhop.evidence.source.TextFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;

/**
 * What a program in a pod printed that is no log (the report of a load test, a loop of curl), with
 * the prefix that the container runtime or kubectl put before each line taken off.
 */
public final class CollectedText implements TextFile {
  private final TextFile collected;

  private CollectedText(TextFile collected) {
    this.collected = collected;
  }

  /** The text inside, where nearly every line has such a prefix. */
  public static Optional<TextFile> of(TextFile text) {
    List<String> lines = text.head().stream().filter(line -> !line.isBlank()).toList();
    long prefixed = lines.stream().filter(line -> !line.equals(LinePrefix.bare(line))).count();
    return prefixed > 1 && prefixed * 10 >= lines.size() * 9L
        ? Optional.of(new CollectedText(text))
        : Optional.empty();
  }

  @Override
  public String name() {
    return collected.name();
  }

  @Override
  public String command() {
    return collected.command();
  }

  @Override
  public List<String> caption() {
    return collected.caption();
  }

  @Override
  public List<String> head() {
    return collected.head().stream().map(LinePrefix::bare).toList();
  }

  @Override
  public int firstLine() {
    return collected.firstLine();
  }

  @Override
  public void forEachLine(ObjIntConsumer<String> consumer) throws IOException {
    collected.forEachLine((line, number) -> consumer.accept(LinePrefix.bare(line), number));
  }

  @Override
  public String text() throws IOException {
    return collected.text().lines().map(LinePrefix::bare).collect(Collectors.joining("\n"));
  }
}
