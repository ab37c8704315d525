package dev.whichhop.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.log.LogReader;
import dev.whichhop.evidence.log.LogWatcher;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Packet;
import dev.whichhop.model.evidence.Setting;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemPagesTest {
  private final Problems problems = new Problems();

  private Bundle read(Reader reader, FixtureText file) throws IOException {
    BundleBuilder into = new BundleBuilder();
    assertThat(reader.recognises(file)).isGreaterThan(40);
    reader.read(file, into, problems);
    return into.build();
  }

  private static List<String> values(Bundle bundle, String key) {
    return bundle.settings().stream()
        .filter(setting -> setting.key().equals(key))
        .map(Setting::value)
        .toList();
  }

  @Test
  void sysctlRulesRoutesAndAddressesOfANode() throws IOException {
    Bundle bundle = read(new SystemPageReader(), FixtureText.of("system/node.txt"));

    assertThat(values(bundle, "net.ipv4.tcp_keepalive_time")).containsExactly("7200");
    assertThat(values(bundle, "net.ipv4.ip_local_port_range")).containsExactly("32768\t60999");
    assertThat(values(bundle, "ip-rule")).hasSize(3).contains("32766:\tfrom all lookup main");
    assertThat(values(bundle, "ip-route")).hasSize(2);
    assertThat(values(bundle, "ip-link")).hasSize(2);
    assertThat(values(bundle, "ip-address")).hasSize(2);
  }

  @Test
  void countersOfConnectionsAndOfTheStack() throws IOException {
    Bundle conntrack = read(new SystemPageReader(), FixtureText.of("system/conntrack.txt"));
    assertThat(values(conntrack, "conntrack.invalid")).containsExactly("131", "224");
    assertThat(values(conntrack, "conntrack.insert_failed")).containsExactly("0", "0");

    Bundle counters = read(new SystemPageReader(), FixtureText.of("system/counters.txt"));
    assertThat(values(counters, "TcpExtListenOverflows")).containsExactly("0");
    assertThat(values(counters, "ss.TCP").getFirst()).contains("timewait 0");
  }

  @Test
  void rulesOfIptablesKeepTheirChain() throws IOException {
    Bundle bundle = read(new SystemPageReader(), FixtureText.of("system/iptables.txt"));

    assertThat(values(bundle, "iptables").getLast())
        .startsWith("KUBE-SEP-VSESX2TDFOUFNIYU: ")
        .endsWith("tcp to:10.244.6.21:8080");
  }

  @Test
  void bareNumbersAreNamedByTheirCommand() throws IOException {
    Bundle files =
        read(
            new SystemPageReader(),
            new FixtureText(
                "n",
                "cat /proc/sys/net/netfilter/nf_conntrack_count /proc/sys/net/core/somaxconn",
                List.of("2107", "4096")));
    Bundle count =
        read(new SystemPageReader(), new FixtureText("n", "conntrack -C", List.of("434")));

    assertThat(values(files, "net.netfilter.nf_conntrack_count")).containsExactly("2107");
    assertThat(values(files, "net.core.somaxconn")).containsExactly("4096");
    assertThat(values(count, "net.netfilter.nf_conntrack_count")).containsExactly("434");
  }

  @Test
  void textsThatAreNoSystemPages() {
    for (String line : List.of("Hello, my service fails since 10:00", "NAME READY STATUS", "12")) {
      assertThat(new SystemPageReader().recognises(new FixtureText("n", "", List.of(line))))
          .isZero();
    }
  }

  @Test
  void certificatesOfOpenssl() throws IOException {
    Bundle dates = read(new OpensslReader(), FixtureText.of("openssl/x509.txt"));
    assertThat(values(dates, "certificate.not-after")).containsExactly("2026-12-24T22:29:25Z");
    assertThat(values(dates, "certificate.subject-alternative-name"))
        .containsExactly("DNS:shop.example.com", "DNS:*.example.com");

    Bundle text = read(new OpensslReader(), FixtureText.of("openssl/x509-text.txt"));
    assertThat(values(text, "certificate.not-before")).containsExactly("2026-11-24T22:29:25Z");

    Bundle client = read(new OpensslReader(), FixtureText.of("openssl/s_client.txt"));
    assertThat(values(client, "tls.verify-return-code"))
        .containsExactly("18 (self-signed certificate)");
    assertThat(values(client, "tls.protocol")).containsExactly("TLSv1.3");
    assertThat(values(client, "tls.alpn")).containsExactly("h2");
    assertThat(values(client, "certificate.not-after")).containsExactly("2026-12-24T22:29:25Z");
    assertThat(problems.count()).isZero();
  }

  @Test
  void theKernelsLogNeedsNoClock() throws IOException {
    Bundle bundle =
        read(
            new LogReader(LogWatcher.NONE),
            new FixtureText(
                "dmesg",
                "",
                List.of(
                    "[ 1830.029451] TCP: request_sock_TCP: Possible SYN flooding on port 8080.",
                    "[ 1831.100021] nf_conntrack: nf_conntrack: table full, dropping packet")));

    assertThat(bundle.logs()).hasSize(2);
    assertThat(bundle.logs().getFirst().component()).isEqualTo(Component.KERNEL);
  }

  @Test
  void segmentsOfACapture() throws IOException {
    Bundle bundle = read(new LogReader(LogWatcher.NONE), FixtureText.of("tcpdump/any.txt"));

    assertThat(bundle.packets()).hasSize(2);
    Packet second = bundle.packets().getLast();
    assertThat(second.source()).isEqualTo("172.19.0.3");
    assertThat(second.sourcePort()).isEqualTo(8000);
    assertThat(second.destinationPort()).isEqualTo(22851);
    assertThat(second.flags()).isEqualTo("S.");
    assertThat(second.time()).hasToString("1970-01-01T09:52:17.017685Z");
  }
}
