package dev.whichhop.app.commands;

/** What the terminal can show. */
public final class Terminal {
  private Terminal() {}

  /** True when a person reads standard output as it comes. */
  public static boolean interactive() {
    return System.console() != null && System.console().isTerminal();
  }

  /**
   * True when standard output is a terminal that may be coloured. {@code NO_COLOR} with any value
   * switches colour off, as does {@code TERM=dumb}.
   */
  public static boolean colours() {
    return interactive()
        && System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv("TERM"));
  }
}
