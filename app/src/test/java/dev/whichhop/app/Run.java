package dev.whichhop.app;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One run of the command line inside the test's JVM.
 *
 * @param status exit status
 * @param out what stood on standard output
 * @param err what stood on standard error
 */
public record Run(int status, String out, String err) {

  public static Run of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.execute(arguments, new PrintWriter(out), new PrintWriter(err));
    return new Run(status, out.toString(), err.toString());
  }
}
