package dev.whichhop.evidence.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ShellSessionTest {
  private static List<TextFile> parts(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Source source = new Source("s.txt", bytes.length, () -> new ByteArrayInputStream(bytes));
    return TextFiles.open(source, new Problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$ kubectl get pods -A | kubectl get pods -A",
        "# kubectl -n shop get pods | kubectl -n shop get pods",
        "# ss -s | ss -s",
        "# aws elbv2 describe-target-health | aws elbv2 describe-target-health",
        "ops@bastion:~$ curl -v http://x/ | curl -v http://x/",
        "root@api-0:/# date | date",
        "netshoot:~# nslookup api | nslookup api",
        "[root@ip-10-0-0-1 ~]# conntrack -S | conntrack -S",
        "[ec2-user@ip-10-0-0-1 logs]$ ls | ls",
        "bash-5.1$ cat /etc/hosts | cat /etc/hosts",
        "sh-5.2# ip rule show | ip rule show",
        "/ # wget -O- http://x | wget -O- http://x",
        "~ $ id | id",
        "(prod) ops@bastion:~$ kubectl get svc | kubectl get svc",
        "ops@mac shop % kubectl get svc | kubectl get svc",
        "PS C:\\Users\\li> kubectl get svc | kubectl get svc",
        "+ kubectl get svc | kubectl get svc",
        "➜  shop kubectl get svc | kubectl get svc",
      })
  void prompts(String line, String command) {
    assertThat(ShellPrompt.command(line)).isEqualTo(command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# HELP istio_requests_total requests",
        "# curl from the client pod, ten requests",
        "# for the record: nothing was changed",
        "# tail of the gateway log",
        "# host names were replaced",
        "# kubectl output below",
        "## aws",
        "#!/bin/sh",
        "$5 was paid",
        "$ 5",
        "+  replicas: 3",
        "+ replicas: 3",
        "% Total    % Received % Xferd",
        "> GET / HTTP/1.1",
        "[2025-03-04T05:06:07.123Z] \"GET / HTTP/1.1\" 200 -",
        "[info] user@host # x",
        "http://host:8080/# x",
        "NAME   READY   STATUS",
        "cpu 50% used",
        "  $ kubectl get pods",
      })
  void otherLines(String line) {
    assertThat(ShellPrompt.command(line)).isNull();
  }

  @Test
  void eachCommandIsAPart() throws IOException {
    List<TextFile> parts =
        parts(
            "Here is what I see.\n\n"
                + "$ date\n"
                + "$ kubectl get pods\n"
                + "NAME READY\n"
                + "a 1/1\n"
                + "$ curl x\n"
                + "no\n"
                + "$\n");
    assertThat(parts)
        .extracting(TextFile::command)
        .containsExactly("", "kubectl get pods", "curl x");
    assertThat(parts).extracting(TextFile::firstLine).containsExactly(1, 5, 8);
    assertThat(parts.get(1).head()).containsExactly("NAME READY", "a 1/1");
    assertThat(parts.get(1).text()).isEqualTo("NAME READY\na 1/1\n");
    parts.get(2).forEachLine((line, number) -> assertThat(number + line).isEqualTo("8no"));
  }

  @Test
  void commandsOverSeveralLines() throws IOException {
    List<TextFile> parts = parts("$ curl -v \\\n>   -H 'a: b' \\\n>   http://x/\n* Connected\n");
    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().command()).isEqualTo("curl -v  -H 'a: b'  http://x/");
    assertThat(parts.getFirst().firstLine()).isEqualTo(4);
  }

  @Test
  void aFileWithoutPromptsIsOnePart() throws IOException {
    List<TextFile> parts = parts("# a comment\nkey: value\n");
    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().command()).isEmpty();
    assertThat(parts.getFirst().head()).containsExactly("# a comment", "key: value");
  }

  @Test
  void largeFilesAreNotSessions() throws IOException {
    List<TextFile> parts = parts("$ kubectl logs api\n" + "a line of a log\n".repeat(300_000));
    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().firstLine()).isEqualTo(1);
  }
}
