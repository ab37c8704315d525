package dev.whichhop.app.commands.live;

import dev.whichhop.app.commands.TerminalProgress;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Says what is being fetched, as {@link TerminalProgress} does; many threads report. */
final class CollectionProgress implements Consumer<String> {
  private final TerminalProgress terminal;

  CollectionProgress(PrintWriter err) {
    this.terminal = new TerminalProgress(err);
  }

  @Override
  public synchronized void accept(String what) {
    terminal.reading(what);
  }
}
