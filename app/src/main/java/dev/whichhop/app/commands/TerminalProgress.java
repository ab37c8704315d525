package dev.whichhop.app.commands;

import dev.whichhop.app.report.SafeText;
import dev.whichhop.evidence.Progress;
import java.io.PrintWriter;

/** Says on standard error what is being read, after a second, and only to a terminal. */
public final class TerminalProgress implements Progress {
  private static final long SILENT_NANOS = 1_000_000_000L;
  private static final long BETWEEN_NANOS = 500_000_000L;

  private final PrintWriter err;
  private final boolean shown = System.console() != null && System.console().isTerminal();
  private final long started = System.nanoTime();
  private long last;

  private final Interruption interruption;

  /** Of a command that Ctrl-C simply ends. */
  public TerminalProgress(PrintWriter err) {
    this(err, Interruption.never());
  }

  TerminalProgress(PrintWriter err, Interruption interruption) {
    this.err = err;
    this.interruption = interruption;
  }

  @Override
  public boolean stopped() {
    return interruption.requested();
  }

  @Override
  public void reading(String file) {
    long now = System.nanoTime();
    if (shown && now - started > SILENT_NANOS && now - last > BETWEEN_NANOS) {
      last = now;
      err.println("reading " + SafeText.line(file) + " …");
    }
  }
}
