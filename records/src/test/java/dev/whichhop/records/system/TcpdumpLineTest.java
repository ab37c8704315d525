package dev.whichhop.records.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Packet;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.Parsed;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TcpdumpLineTest {
  private static Optional<Packet> parse(String line) {
    return new TcpdumpLine()
        .parse(line, new LineContext(Place.line("capture", 1), "", Component.KERNEL))
        .map(parsed -> ((Parsed.OfPacket) parsed).packet());
  }

  @Test
  void lengthIsThePayloadAlsoBeforeAnHttpLine() {
    Packet packet =
        parse(
                "14:32:11.123456 IP 192.168.1.42.51234 > 8.8.8.8.443: Flags [P.], seq 1:514, ack 1,"
                    + " win 512, length 513: HTTP: GET /a, length 9 HTTP/1.1")
            .orElseThrow();

    assertThat(packet.length()).isEqualTo(513);
    assertThat(packet.flags()).isEqualTo("P.");
  }

  @Test
  void timesWithADateAndAsSeconds() {
    String rest = " IP 10.0.0.1.1 > 10.0.0.2.http: Flags [R], seq 1, win 0, length 0";

    assertThat(parse("2026-11-05 15:12:40.118000" + rest).orElseThrow().time())
        .hasToString("2026-11-05T15:12:40.118Z");
    Packet seconds = parse("1604589160.118000" + rest).orElseThrow();
    assertThat(seconds.time()).hasToString("2020-11-05T15:12:40.118Z");
    assertThat(seconds.destinationPort()).isEqualTo(80);
  }

  @Test
  void addressesOfVersionSix() {
    Packet packet =
        parse("15:12:40.1 IP6 fd00::1.443 > fd00::2.52144: Flags [.], ack 1, length 0")
            .orElseThrow();

    assertThat(packet.source()).isEqualTo("fd00::1");
    assertThat(packet.destination()).isEqualTo("fd00::2");
    assertThat(packet.destinationPort()).isEqualTo(52144);
  }

  @Test
  void otherProtocolsAndCutLinesAreNotSegments() {
    assertThat(parse("08:24:44.835307 IP 10.20.10.21 > 192.0.2.80: ICMP echo request, length 64"))
        .isEmpty();
    assertThat(parse("08:24:44.835307 IP 10.20.10.21.1 > 192.0.2.80.2: Flags [S")).isEmpty();
    assertThat(parse("")).isEmpty();
  }
}
