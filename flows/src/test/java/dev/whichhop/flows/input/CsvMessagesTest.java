package dev.whichhop.flows.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvMessagesTest {

  @Test
  void aQuotedCellHasCommasQuotesAndLines() throws IOException {
    assertThat(rows("a,b\n1,\"x, \"\"y\"\"\nz\"\n\"\",2\n"))
        .containsExactly(List.of("a", "b"), List.of("1", "x, \"y\"\nz"), List.of("", "2"));
  }

  @Test
  void aQuoteWithinACellOpensNothing() throws IOException {
    assertThat(rows("a,b\n5\" disk,1\n6\" disk,2\n"))
        .containsExactly(List.of("a", "b"), List.of("5\" disk", "1"), List.of("6\" disk", "2"));
  }

  @Test
  void aQuoteThatIsNotClosedIsNamedWithItsLine() {
    assertThatThrownBy(() -> rows("a,b\n1,2\n3,\"4\n5,6\n"))
        .isInstanceOf(IOException.class)
        .hasMessage("line 3: expected a closing quote, found the end of the file");
    assertThatThrownBy(() -> rows("a,b\n1,\"2\n" + "3,4\n".repeat(2_000_000)))
        .isInstanceOf(IOException.class)
        .hasMessage("line 2: expected a closing quote within 4194304 characters");
  }

  private static List<List<String>> rows(String text) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (CsvMessages messages = new CsvMessages(new ByteArrayInputStream(bytes))) {
      for (List<String> row = messages.row(); !row.isEmpty(); row = messages.row()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
