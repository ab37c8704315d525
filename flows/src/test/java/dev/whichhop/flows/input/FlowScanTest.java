package dev.whichhop.flows.input;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowScanTest {
  private static final String RECORD = "2 1 eni-1 10.0.0.1 10.0.0.2 1 2 6 1 1 1 2 ACCEPT OK\n";

  /** A visitor gives up where more flows come than fit: its reason must reach the user. */
  @Test
  void whatAVisitorFailsWithIsWhatTheScanFailsWith() {
    byte[] text = RECORD.getBytes(StandardCharsets.UTF_8);
    List<LogFile> files =
        List.of(
            new LogFile("a", null, -1, LogKind.TEXT, () -> new ByteArrayInputStream(text)),
            new LogFile("b", null, -1, LogKind.TEXT, () -> new ByteArrayInputStream(text)));
    FlowVisitor full =
        (line, columns, file, number) -> {
          throw new IllegalStateException("full");
        };
    assertThatThrownBy(() ->
            FlowScan.read(files, Formats.NONE, Interval.ALWAYS, ParquetFiles.NONE, 1, () -> full))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("full");
  }
}
