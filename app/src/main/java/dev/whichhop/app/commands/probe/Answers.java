package dev.whichhop.app.commands.probe;

import dev.whichhop.app.commands.Interruption;
import dev.whichhop.app.commands.Terminal;
import dev.whichhop.app.report.JsonReport;
import dev.whichhop.knowledge.Messages;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where answers of the probe go, and in which form.
 *
 * @param json false for text
 */
record Answers(
    PrintWriter out, PrintWriter err, boolean json, Messages messages, Interruption interruption) {

  /** Prints the one or the other. */
  void print(Consumer<PrintWriter> text, Supplier<Map<String, Object>> tree) {
    if (json) {
      JsonReport.print(tree.get(), out);
    } else {
      text.accept(out);
    }
    out.flush();
  }

  boolean colours() {
    return Terminal.colours();
  }
}
