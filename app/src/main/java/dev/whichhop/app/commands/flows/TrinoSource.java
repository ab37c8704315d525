package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.CannotAnswer;
import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.flows.trino.TrinoAddress;
import dev.whichhop.flows.trino.TrinoException;
import dev.whichhop.flows.trino.TrinoTable;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Tables of Trino by their address; the cluster is told when nobody waits any more. */
final class TrinoSource {
  /** On a command line everybody on the machine could read it. */
  private static final String PASSWORD = "WHICHHOP_TRINO_PASSWORD";

  private TrinoSource() {}

  static TrinoTable table(CommandLine line, String text) throws IOException {
    TrinoAddress address =
        TrinoAddress.parse(text)
            .orElseThrow(() ->
                new ParameterException(
                    line,
                    "expected trino://[USER@]HOST[:PORT]/CATALOG/SCHEMA/TABLE (trino+http:// without"
                        + " TLS), found \""
                        + SafeText.line(text)
                        + "\""));
    String password = System.getenv(PASSWORD);
    if (password != null && !address.tls()) {
      throw new ParameterException(
          line, PASSWORD + " is set, and trino+http:// would send it unencrypted: use trino://");
    }
    try {
      TrinoTable table = TrinoTable.open(address, System.getProperty("user.name"), password);
      Runtime.getRuntime().addShutdownHook(new Thread(table::cancel));
      return table;
    } catch (TrinoException refused) {
      throw new CannotAnswer(
          SafeText.line(String.valueOf(refused.getMessage())), ExitStatus.UNREADABLE);
    }
  }
}
