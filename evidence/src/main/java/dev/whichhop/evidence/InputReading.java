package dev.whichhop.evidence;

import dev.whichhop.evidence.log.CollectedText;
import dev.whichhop.evidence.log.LogReader;
import dev.whichhop.evidence.log.LogWatcher;
import dev.whichhop.evidence.source.NotText;
import dev.whichhop.evidence.source.Source;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.evidence.source.TextFiles;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.InputFile;
import dev.whichhop.model.evidence.Note;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One file of the input on its way into the bundle: its parts, their readers, its problems. */
final class InputReading {
  /** Lines of a text without a reader that are kept to be shown and searched. */
  private static final int NOTE_LINES = 2_000;

  private static final int PROBLEMS_SHOWN = 3;

  /** Names, not sentences, between commas, semicolons or tabs. */
  private static final Pattern HEADER =
      Pattern.compile("\"?@?[A-Za-z_][\\w.@-]*\"?(?:[,;\\t]\\s?\"?@?[A-Za-z_][\\w.@-]*\"?)+");

  private final String name;
  private final BundleBuilder into;
  private final Problems problems = new Problems();
  private final Set<String> formats = new LinkedHashSet<>();
  private final List<Part> parts = new ArrayList<>();
  private boolean read;
  private boolean cutTold;

  /**
   * @param reader null when none knows the text
   */
  private record Part(TextFile text, @Nullable Reader reader) {
    boolean isLog() {
      return reader instanceof LogReader;
    }
  }

  InputReading(String name, BundleBuilder into) {
    this.name = name;
    this.into = into;
  }

  static InputReading unread(String name, String reason, BundleBuilder into) {
    InputReading input = new InputReading(name, into);
    input.refuse("unread", reason);
    return input;
  }

  String name() {
    return name;
  }

  private void refuse(String format, String reason) {
    formats.add(format);
    problems.report(dev.whichhop.model.evidence.Place.file(name), reason);
  }

  /** Cuts the source into parts and finds the surest reader of each. */
  void recognise(Source source, List<Reader> readers) {
    try {
      for (TextFile text : TextFiles.open(source, problems)) {
        parts.add(part(text, readers));
      }
    } catch (NotText binary) {
      refuse("binary", "binary, not read");
    } catch (IOException unreadable) {
      refuse("unread", "cannot be read: " + unreadable.getMessage());
    }
  }

  private Part part(TextFile text, List<Reader> readers) {
    Part whole = new Part(text, surest(text, readers));
    if (whole.reader != null && !whole.isLog()) {
      return whole;
    }
    return CollectedText.of(text)
        .map(inside -> new Part(inside, surest(inside, readers)))
        .filter(inside -> inside.reader != null && !inside.isLog())
        .orElse(whole);
  }

  private @Nullable Reader surest(TextFile text, List<Reader> readers) {
    Reader surest = null;
    int most = 0;
    for (Reader reader : readers) {
      int sure;
      try {
        sure = reader.recognises(text);
      } catch (RuntimeException bug) {
        reportBug(text, reader, bug);
        continue;
      }
      if (sure > most) {
        most = sure;
        surest = reader;
      }
    }
    return surest;
  }

  /** Reads every part that is not a log. */
  void readDocuments(LogWatcher watcher) {
    for (Part part : parts) {
      if (part.isLog()) {
        continue;
      }
      try {
        part.text.forEachLine((line, number) ->
            watcher.line(line, Component.APPLICATION, null, part.text.at(number), into));
      } catch (IOException unreadable) {
        reportUnreadable(part.text, unreadable);
      }
      read(part);
    }
  }

  boolean hasLogs() {
    return parts.stream().anyMatch(Part::isLog);
  }

  /** Reads the parts that are logs; they show their lines to the watcher themselves. */
  void readLogs() {
    parts.stream().filter(Part::isLog).forEach(this::read);
  }

  private void read(Part part) {
    TextFile text = part.text;
    try {
      if (part.reader == null) {
        unknown(text);
        return;
      }
      part.reader.read(text, into, problems);
      tellCut(part);
      String format = part.reader.formatRead();
      read |= !format.isEmpty();
      formats.add(format.isEmpty() ? part.reader.format() : format);
    } catch (IOException unreadable) {
      reportUnreadable(text, unreadable);
    } catch (RuntimeException | StackOverflowError bug) {
      reportBug(text, part.reader, bug);
    }
  }

  /** What is missing of a log, the times that it covers tell. */
  private void tellCut(Part part) {
    if (problems.cut() && !part.isLog() && !cutTold) {
      cutTold = true;
      into.add(Coverage.ofCutDocument(name));
    }
  }

  private void unknown(TextFile text) throws IOException {
    if (text.head().stream().allMatch(String::isBlank)) {
      refuse("empty", "empty");
      return;
    }
    if (isHeaderAlone(text)) {
      refuse("empty", "a header without rows");
      return;
    }
    boolean prose = Prose.isProse(text.head());
    List<String> lines = new ArrayList<>();
    text.forEachLine((line, number) -> {
      if (lines.size() < NOTE_LINES) {
        lines.add(line);
      }
    });
    into.add(new Note(name, List.copyOf(lines), prose));
    formats.add(prose ? "note" : "unknown");
    problems.report(
        text.at(text.firstLine()), prose ? "prose, kept as unread" : "unknown format, not read");
  }

  /** The names of columns and nothing below: a query or an export that found nothing. */
  private static boolean isHeaderAlone(TextFile text) {
    List<String> lines = text.head().stream().filter(line -> !line.isBlank()).toList();
    return lines.size() == 1 && HEADER.matcher(lines.getFirst().strip()).matches();
  }

  private void reportUnreadable(TextFile text, IOException unreadable) {
    problems.report(text.at(text.firstLine()), "cannot be read: " + unreadable.getMessage());
  }

  /** A mistake of ours in one reader must not cost the user the other files. */
  private void reportBug(TextFile text, @Nullable Reader reader, Throwable bug) {
    String format = reader == null ? "text" : reader.format();
    problems.report(
        text.at(text.firstLine()),
        "the reader of " + format + " failed (a bug, please report it): " + bug);
  }

  InputFile result() {
    StringBuilder shown = new StringBuilder();
    for (Problems.Problem problem : problems.kept().stream().limit(PROBLEMS_SHOWN).toList()) {
      int line = problem.place().line();
      shown.append(shown.isEmpty() ? "" : "; ");
      shown.append(line > 0 ? "line " + line + ": " : "").append(problem.message());
    }
    if (problems.count() > PROBLEMS_SHOWN) {
      shown.append("; ").append(problems.count() - PROBLEMS_SHOWN).append(" more");
    }
    String format = formats.isEmpty() ? "unread" : String.join("+", formats);
    return new InputFile(name, format, read, shown.toString());
  }
}
