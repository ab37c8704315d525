package dev.whichhop.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.evidence.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose calls a transcript records, in the ways in which people note it. */
final class CallerNameTest {
  private static final String RESULTS = "200 10.40.9.9 0.021\n200 10.40.9.9 0.024\n";
  private static final String CURL =
      "curl -s -o /dev/null -w \"%{http_code} %{remote_ip} %{time_total}\\n\" http://ship.example/\n";

  @TempDir private Path folder;

  private List<String> callers(String transcript) throws IOException {
    Files.writeString(folder.resolve("loop.txt"), transcript);
    try (EvidenceReader reader = new EvidenceReader(List.of())) {
      return reader
          .read(List.of(folder), InputStream.nullInputStream(), Progress.SILENT)
          .observations()
          .stream()
          .map(one -> one.vantage().instance())
          .distinct()
          .toList();
    }
  }

  @Test
  void anAddressInTheCommentAboveEachCommand() throws IOException {
    assertThat(
            callers(
                "## machine here, ip addr: 10.40.200.7\n$ "
                    + CURL
                    + RESULTS
                    + "\n## machine in the other network, ip addr: 10.64.3.9\n$ "
                    + CURL
                    + RESULTS))
        .containsExactly("10.40.200.7", "10.64.3.9");
  }

  @Test
  void whatHostnamePrinted() throws IOException {
    assertThat(callers("$ hostname -i; " + CURL + "10.40.3.60\n" + RESULTS))
        .containsExactly("10.40.3.60");
  }

  @Test
  void theHostInThePrompt() throws IOException {
    assertThat(callers("ubuntu@ip-10-40-1-11:~$ " + CURL + RESULTS))
        .containsExactly("ip-10-40-1-11");
  }

  @Test
  void thePodThatAHeadingSaysWasEntered() throws IOException {
    assertThat(
            callers(
                CURL
                    + "### kubectl exec -it -n tools net-a -- sh\n"
                    + RESULTS
                    + "### jump host (10.40.9.25, outside)\n"
                    + RESULTS))
        .containsExactly("net-a", "10.40.9.25");
  }

  @Test
  void aCommentWithSeveralAddressesNamesNobody() throws IOException {
    assertThat(callers("# client resolves to 10.40.1.1, 10.40.1.2\n$ " + CURL + RESULTS))
        .containsExactly("loop.txt");
  }
}
