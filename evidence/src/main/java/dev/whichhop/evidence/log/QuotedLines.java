package dev.whichhop.evidence.log;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.records.log.LogEnvelope;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** Lines of a log that a document quotes, each at the line in which it stands there. */
public record QuotedLines(TextFile file, List<Quote> quotes) implements TextFile {
  private static final int HEAD_LINES = 200;

  /** As long as kubectl's, so that it is known as a prefix. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  /**
   * @param text one line, or several of one event
   * @param line of the file that quotes it
   */
  public record Quote(String text, int line) {

    /**
     * With the prefixes of kubectl and of the container runtime, which are taken off whatever
     * stands behind them, so that evidence shows the line as it was written.
     */
    public static Quote of(LogEnvelope envelope, int line) {
      String pod = envelope.pod().isEmpty() ? "" : "[pod/" + envelope.pod() + "/-] ";
      String time = envelope.time() == null ? "" : TIME.format(envelope.time()) + " stdout F ";
      return new Quote(pod + time + envelope.line(), line);
    }
  }

  /** Reads the lines like those of any other log. */
  public void read(BundleBuilder into, Problems problems) {
    try {
      // The lines of the file itself have been searched for signals already.
      new LogReader(LogWatcher.NONE).read(this, into, problems);
    } catch (IOException unreadable) {
      problems.report(file.at(file.firstLine()), "messages cannot be read as a log");
    }
  }

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
    return quotes.stream()
        .limit(HEAD_LINES)
        .flatMap(quote -> quote.text().lines().limit(1))
        .toList();
  }

  @Override
  public int firstLine() {
    return file.firstLine();
  }

  @Override
  public void forEachLine(ObjIntConsumer<String> consumer) {
    for (Quote quote : quotes) {
      quote.text().lines().forEach(line -> consumer.accept(line, quote.line()));
    }
  }

  @Override
  public String text() {
    return String.join("\n", quotes.stream().map(Quote::text).toList());
  }
}
