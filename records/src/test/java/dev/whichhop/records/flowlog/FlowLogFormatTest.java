package dev.whichhop.records.flowlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Expected values are read off the samples by hand; AWS' page says what each of them shows. */
class FlowLogFormatTest {
  private static final Place PLACE = Place.line("flow.log", 1);
  private static final Map<String, List<String>> SAMPLES = new HashMap<>();

  @BeforeAll
  static void readSamples() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            FlowLogFormatTest.class.getResourceAsStream("/fixtures/vpc-flow-log/samples.txt"))) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      List<String> sample = new ArrayList<>();
      boolean within = false;
      for (String line : lines) {
        if (line.startsWith("## ")) {
          sample = new ArrayList<>();
          SAMPLES.put(line.substring(3), sample);
        } else if (line.startsWith("format: ")
            && FlowLogFormat.ofNames(line.substring(8)).isPresent()) {
          sample.add(line.substring(8));
        } else if (line.equals("BEGIN") || line.equals("END")) {
          within = line.equals("BEGIN");
        } else if (within) {
          sample.add(line);
        }
      }
    }
  }

  /** The records of a sample by the header in front of them. */
  private static List<FlowRecord> records(String sample) {
    List<FlowRecord> records = new ArrayList<>();
    FlowLogFormat format = FlowLogFormat.ofDefault();
    for (String line : SAMPLES.getOrDefault(sample, List.of())) {
      Optional<FlowLogFormat> header = FlowLogFormat.ofNames(line);
      if (header.isPresent()) {
        format = header.get();
      } else {
        format.parse(line, PLACE).ifPresent(records::add);
      }
    }
    return records;
  }

  @Test
  void readsTheDefaultFormat() {
    FlowRecord rejected = records("reject-rdp").getFirst();

    assertThat(rejected.interfaceId()).isEqualTo("eni-1235b8ca123456789");
    assertThat(rejected.sourceAddress()).isEqualTo("172.31.9.69");
    assertThat(rejected.destinationAddress()).isEqualTo("172.31.9.12");
    assertThat(rejected.sourcePort()).isEqualTo(49761);
    assertThat(rejected.destinationPort()).isEqualTo(3389);
    assertThat(rejected.protocol()).isEqualTo(6);
    assertThat(rejected.packets()).isEqualTo(20);
    assertThat(rejected.bytes()).isEqualTo(4249);
    assertThat(rejected.start()).isEqualTo(Instant.ofEpochSecond(1418530010));
    assertThat(rejected.end()).isEqualTo(Instant.ofEpochSecond(1418530070));
    assertThat(rejected.rejected()).isTrue();
    assertThat(rejected.logStatus()).isEqualTo("OK");
    assertThat(rejected.tcpFlags()).isEqualTo(-1);
  }

  @Test
  void keepsTheStatusOfIntervalsWithoutRecords() {
    assertThat(records("nodata").getFirst().logStatus()).isEqualTo("NODATA");
    assertThat(records("skipdata").getFirst().sourcePort()).isEqualTo(-1);
    assertThat(records("elastic-tcp-flag-nodata"))
        .extracting(FlowRecord::logStatus)
        .containsExactly("SKIPDATA", "NODATA");
    assertThat(records("otel-nodata-file")).hasSize(1);
  }

  @Test
  void readsAddressesOfIpVersion6() {
    assertThat(records("ipv6").getFirst().destinationAddress())
        .isEqualTo("2001:db8:1234:a102:3304:8879:34cf:4071");
  }

  @Test
  void readsCustomFieldsInAnyOrder() {
    assertThat(records("tcp-flags-open"))
        .extracting(FlowRecord::tcpFlags)
        .containsExactly(2, 18, 2, 18);
    assertThat(records("flowlogs-reader-v3-file"))
        .extracting(FlowRecord::destinationPort)
        .containsExactly(47460, 443);
    assertThat(records("v5-traffic-path"))
        .extracting(FlowRecord::direction)
        .containsExactly("ingress", "egress");
    assertThat(records("elastic-v5-all-fields").getFirst().packetDestination())
        .isEqualTo("10.200.0.80");
    assertThat(records("otel-ecs").getFirst().destinationPort()).isEqualTo(22);
  }

  @Test
  void splitsAtSeveralBlanks() {
    assertThat(records("tcp-flags-short")).extracting(FlowRecord::tcpFlags).containsExactly(3, 19);
  }

  @Test
  void namesThePeersBehindTransitGatewaysAndNat() {
    FlowRecord atGateway = records("tgw-vpc-a-to-b").get(2);
    assertThat(atGateway.sourceAddress()).isEqualTo("10.40.1.175");
    assertThat(atGateway.packetSource()).isEqualTo("10.20.33.164");

    FlowRecord natGateway = records("nat-regional").getFirst();
    assertThat(natGateway.interfaceId()).isEqualTo("nat-1234567890abcdef");
    assertThat(natGateway.sourcePort()).isEqualTo(-1);
  }

  @Test
  void takesMillisecondsForWhatTheyAre() {
    assertThat(records("flowlogs-reader-ms").getFirst().start())
        .isEqualTo(Instant.ofEpochMilli(1512564058000L));
  }

  @Test
  void refusesDamagedRecords() {
    assertThat(records("flowlogs-reader-v5-file")).hasSize(2);
    assertThat(records("otel-too-few-fields")).isEmpty();
  }

  @Test
  void saysWhatATransitGatewayLost() {
    FlowRecord record = records("tgw-v6-fields").getFirst();
    assertThat(record.rejectReason())
        .isEqualTo(
            "packets-lost-no-route=13 packets-lost-blackhole=14 packets-lost-mtu-exceeded=15"
                + " packets-lost-ttl-expired=16");
  }

  @Test
  void findsTheUsualFormatOfRecordsWithoutHeader() {
    String line = SAMPLES.get("elastic-tgw-one").getLast();
    FlowRecord record =
        FlowLogFormat.usual().stream()
            .flatMap(format -> format.parse(line, PLACE).stream())
            .findFirst()
            .orElseThrow();
    assertThat(record.interfaceId()).isEqualTo("tgw-attach-0123abcd");
    assertThat(record.sourceAddress()).isEqualTo("216.160.83.56");
    assertThat(record.destinationPort()).isEqualTo(8080);
    assertThat(record.protocol()).isEqualTo(17);
  }

  @Test
  void readsTheFormatOfADescription() {
    FlowLogFormat format =
        FlowLogFormat.ofNames("${version} ${interface-id} ${srcaddr} ${dstaddr}").orElseThrow();
    assertThat(format.parse("2 eni-1235b8ca123456789 172.31.9.69 172.31.9.12", PLACE))
        .map(FlowRecord::destinationAddress)
        .contains("172.31.9.12");
  }

  @Test
  void readsExportsWithATimeAndAStreamInFront() {
    String record = SAMPLES.get("accept-ssh").getLast();
    FlowLogFormat format = FlowLogFormat.ofDefault();
    assertThat(format.parse("2014-12-14T04:06:50.000Z " + record, PLACE)).isPresent();
    assertThat(format.parse("2014-12-14T04:06:50+00:00 eni-1235b8ca123456789-all " + record, PLACE))
        .isPresent();
  }

  @Test
  void takesNoSentenceForAHeaderOrARecord() {
    assertThat(FlowLogFormat.ofNames("the version of the start and end")).isEmpty();
    assertThat(FlowLogFormat.ofNames("\"LogFormat\": \"${version} ${srcaddr} ${dstaddr} ${end}\","))
        .isEmpty();
    assertThat(FlowLogFormat.ofDefault().parse("a b c d e f g h i j k l m n", PLACE)).isEmpty();
    assertThat(FlowLogFormat.ofDefault().parse("", PLACE)).isEmpty();
  }
}
