package dev.whichhop.evidence.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recorded shell session cut into what each command printed: people paste their terminal, and one
 * file then holds a table, a YAML document and a curl transcript.
 */
final class ShellSession {
  /** Larger files are logs; nobody pastes that much. Bytes. */
  static final int LARGEST = 4 << 20;

  /** Lines of one command with backslashes; more is output that looks so. */
  private static final int LONGEST_COMMAND = 40;

  private final String name;
  private final List<SessionPart> parts = new ArrayList<>();
  private @Nullable StringBuilder command;
  private int commandLines;
  private SessionPart part;
  private boolean prompted;
  private List<String> caption = List.of();

  private ShellSession(String name) {
    this.name = name;
    this.part = new SessionPart(name, "", 1);
  }

  /** The parts, without blank ones; empty when the text has no prompt. */
  static List<SessionPart> parts(TextFile text) throws IOException {
    ShellSession session = new ShellSession(text.name());
    text.forEachLine(session::line);
    return session.end();
  }

  private void line(String line, int number) {
    StringBuilder open = command;
    if (open != null && commandLines < LONGEST_COMMAND) {
      continued(open, line, number);
      return;
    }
    String found = ShellPrompt.command(line);
    if (found == null) {
      part.add(line, number);
      return;
    }
    prompted = true;
    int typed = line.lastIndexOf(found);
    caption = new ArrayList<>(part.closingComments());
    caption.add(typed > 0 ? line.substring(0, typed).strip() : "");
    close();
    command = new StringBuilder(found);
    commandLines = 1;
    if (!continues(found)) {
      begin(found, number);
    }
  }

  private void continued(StringBuilder open, String line, int number) {
    if (open.charAt(open.length() - 1) == '\\') {
      open.setLength(open.length() - 1);
    }
    String text = line.startsWith("> ") ? line.substring(2) : line;
    open.append(' ').append(text.strip());
    commandLines++;
    if (!continues(open) || commandLines == LONGEST_COMMAND) {
      begin(open.toString(), number);
    }
  }

  private void begin(String whole, int number) {
    command = null;
    part = new SessionPart(name, whole.strip(), number + 1, caption);
  }

  private void close() {
    if (!part.isBlank()) {
      parts.add(part);
    }
    part = new SessionPart(name, "", 0);
  }

  private List<SessionPart> end() {
    close();
    return prompted ? List.copyOf(parts) : List.of();
  }

  /** A backslash at the end. */
  private static boolean continues(CharSequence text) {
    return !text.isEmpty() && text.charAt(text.length() - 1) == '\\';
  }
}
