package dev.whichhop.app.watch;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The whole terminal, as an alternate screen that gives way to what was there before: with control
 * sequences that every terminal since the VT220 and xterm knows, so it works over ssh.
 */
public final class FullScreen implements AutoCloseable {
  private static final int USUAL_ROWS = 24;
  private static final int USUAL_COLUMNS = 80;

  private static final String BEGIN = "\u001b[?1049h\u001b[?25l";
  private static final String END = "\u001b[?25h\u001b[?1049l";
  private static final String TOP = "\u001b[H";
  private static final String REST_OF_LINE = "\u001b[K";
  private static final String REST_OF_SCREEN = "\u001b[J";

  private final PrintWriter out;
  private final Thread atEnd = new Thread(this::restore, "restore the terminal");
  private int rows = USUAL_ROWS;
  private int columns = USUAL_COLUMNS;

  public FullScreen(PrintWriter out) {
    this.out = out;
    Runtime.getRuntime().addShutdownHook(atEnd);
    out.print(BEGIN);
    out.flush();
    measure();
  }

  public int columns() {
    return columns;
  }

  public int rows() {
    return rows;
  }

  /** Shows these lines in place of what is shown. */
  public void show(List<String> lines) {
    out.print(TOP);
    for (int i = 0; i < Math.min(lines.size(), rows); i++) {
      out.print((i == 0 ? "" : "\r\n") + lines.get(i) + REST_OF_LINE);
    }
    out.print(REST_OF_SCREEN);
    out.flush();
    measure();
  }

  /** Asks the terminal by way of {@code stty}; a terminal that does not say has 24 by 80. */
  private void measure() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      String[] size = said.strip().split(" ");
      if (stty.waitFor(1, TimeUnit.SECONDS)
          && said.strip().matches("[1-9]\\d{0,3} [1-9]\\d{0,3}")) {
        rows = Integer.parseInt(size[0]);
        columns = Integer.parseInt(size[1]);
      }
    } catch (IOException none) {
      // No stty: the size stays what it was.
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void restore() {
    out.print(END);
    out.flush();
  }

  @Override
  public void close() {
    restore();
    try {
      Runtime.getRuntime().removeShutdownHook(atEnd);
    } catch (IllegalStateException ending) {
      // It runs already, and once more does no harm.
    }
  }
}
