package dev.whichhop.flows.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.flows.conversation.Gathered;
import dev.whichhop.flows.conversation.Outcome;
import dev.whichhop.flows.conversation.Verdict;
import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.input.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatrixTest {
  private static final String HEADER =
      "interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action"
          + " log-status tcp-flags flow-direction\n";

  private static final String RECORDS =
      HEADER
          // A to B, port 443, seen at both ends: 1000 bytes there, 5000 back.
          + "eni-a 10.0.0.1 10.1.0.1 40000 443 6 10 1000 100 160 ACCEPT OK 2 egress\n"
          + "eni-b 10.0.0.1 10.1.0.1 40000 443 6 10 1000 100 160 ACCEPT OK 2 ingress\n"
          + "eni-b 10.1.0.1 10.0.0.1 443 40000 6 10 5000 100 160 ACCEPT OK 18 egress\n"
          + "eni-a 10.1.0.1 10.0.0.1 443 40000 6 10 5000 100 160 ACCEPT OK 18 ingress\n"
          // B to A, port 22, stopped at A.
          + "eni-a 10.1.0.1 10.0.0.1 50000 22 6 3 180 200 260 REJECT OK 2 ingress\n"
          // A to a host that is asked about in neither list.
          + "eni-a 10.0.0.1 10.9.0.1 40001 443 6 10 1000 100 160 ACCEPT OK 2 egress\n";

  @Test
  void countsBothWaysOnce() {
    Matrix matrix = matrix("10.0.0.0/16", "10.1.0.0/16", Samples.file("r.log", RECORDS));
    assertThat(matrix.rows()).hasSize(2);
    MatrixRow web = matrix.rows().getFirst();
    assertThat(web.from()).isEqualTo("10.0.0.0/16");
    assertThat(web.asked()).isTrue();
    assertThat(web.port()).isEqualTo(443);
    assertThat(web.verdict()).isEqualTo(Verdict.ACCEPT);
    assertThat(web.conversations()).isEqualTo(1);
    assertThat(web.records()).isEqualTo(2);
    assertThat(web.bytes()).isEqualTo(1000);
    assertThat(web.bytesBack()).isEqualTo(5000);
    assertThat(web.repeated()).isEqualTo(1);
    assertThat(web.outcomes()).isEqualTo(Map.of(Outcome.ANSWERED, 1L));
    MatrixRow ssh = matrix.rows().getLast();
    assertThat(ssh.from()).isEqualTo("10.1.0.0/16");
    assertThat(ssh.asked()).isFalse();
    assertThat(ssh.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(ssh.bytes()).isEqualTo(180);
  }

  @Test
  void namesPairsWithoutARecord() {
    Matrix matrix =
        matrix("a 10.0.0.0/16\nz 10.8.0.0/16", "10.1.0.0/16", Samples.file("r.log", RECORDS));
    assertThat(matrix.silentPairs()).containsExactly(new Matrix.Pair("z", "10.1.0.0/16"));
  }

  /** However the records are cut into files, and whichever is read first. */
  @Test
  void theOrderOfRecordsDoesNotMatter() {
    Matrix whole = matrix("10.0.0.0/16", "10.1.0.0/16", Samples.file("r.log", RECORDS));
    List<String> lines = RECORDS.lines().skip(1).toList();
    LogFile[] files = new LogFile[lines.size()];
    for (int i = 0; i < files.length; i++) {
      files[i] = Samples.file("r" + i + ".log", HEADER + lines.get(files.length - 1 - i) + "\n");
    }
    assertThat(matrix("10.0.0.0/16", "10.1.0.0/16", files)).isEqualTo(whole);
  }

  private static Matrix matrix(String from, String to, LogFile... files) {
    Ranges clients = Ranges.parse(from, "--from");
    Ranges servers = Ranges.parse(to, "--to");
    return Matrix.of(Gathered.of(Matrix.between(clients, servers), files), clients, servers);
  }
}
