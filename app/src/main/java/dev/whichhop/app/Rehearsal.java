package dev.whichhop.app;

import java.io.PrintWriter;
import java.io.Writer;

/**
 * Runs several command lines in one process and throws their output away, while the JVM records
 * which classes they load ({@code dist/build-if-stale.sh}): what is recorded starts faster.
 */
final class Rehearsal {
  private Rehearsal() {}

  /** Each argument is one command line, split at blanks. */
  public static void main(String[] commandLines) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    for (String line : commandLines) {
      int unused = Main.execute(line.split(" "), nowhere, nowhere);
    }
  }
}
