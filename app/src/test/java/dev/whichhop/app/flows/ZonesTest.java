package dev.whichhop.app.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.app.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What crosses zones and NAT gateways; the expected figures are added up by hand. */
final class ZonesTest {
  private static final String HEADER =
      "interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action"
          + " log-status tcp-flags pkt-srcaddr pkt-dstaddr\n";

  /** Both ends in zones, both interfaces write it down: 1000 bytes there, 4000 back. */
  private static final String OLD =
      """
      eni-a 10.0.1.10 10.0.2.20 40000 443 6 5 1000 1790000000 1790000060 ACCEPT OK 2 10.0.1.10 10.0.2.20
      eni-a 10.0.2.20 10.0.1.10 443 40000 6 5 4000 1790000000 1790000060 ACCEPT OK 18 10.0.2.20 10.0.1.10
      eni-b 10.0.1.10 10.0.2.20 40000 443 6 5 1000 1790000000 1790000060 ACCEPT OK 2 10.0.1.10 10.0.2.20
      eni-b 10.0.2.20 10.0.1.10 443 40000 6 5 4000 1790000000 1790000060 ACCEPT OK 18 10.0.2.20 10.0.1.10
      eni-a 10.0.1.10 10.0.1.11 40100 443 6 5 700 1790000000 1790000060 ACCEPT OK 2 10.0.1.10 10.0.1.11
      """;

  /** An hour later, and through the NAT gateway, which writes down both of its sides. */
  private static final String NEW =
      """
      eni-a 10.0.1.10 10.0.2.20 40001 443 6 5 1000 1790003600 1790003660 ACCEPT OK 2 10.0.1.10 10.0.2.20
      eni-a 10.0.2.20 10.0.1.10 443 40001 6 5 12000 1790003600 1790003660 ACCEPT OK 18 10.0.2.20 10.0.1.10
      eni-a 10.0.1.10 203.0.113.9 41000 443 6 9 9000 1790003600 1790003660 ACCEPT OK 2 10.0.1.10 203.0.113.9
      eni-n 10.0.1.10 10.0.2.5 41000 443 6 9 9000 1790003600 1790003660 ACCEPT OK 2 10.0.1.10 203.0.113.9
      eni-n 10.0.2.5 203.0.113.9 55000 443 6 9 9000 1790003600 1790003660 ACCEPT OK 2 10.0.2.5 203.0.113.9
      eni-a 10.0.1.10 10.0.2.20 40002 22 6 1 60 1790003600 1790003660 REJECT OK 2 10.0.1.10 10.0.2.20
      """;

  private static final String SUBNETS =
      """
      {"Subnets": [
        {"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "eu-west-1a", "AvailabilityZoneId": "euw1-az1"},
        {"SubnetId": "subnet-2", "VpcId": "vpc-1", "CidrBlock": "10.0.2.0/24", "AvailabilityZone": "eu-west-1b", "AvailabilityZoneId": "euw1-az2"}]}
      """;

  private static final String INTERFACES =
      """
      {"NetworkInterfaces": [
        {"NetworkInterfaceId": "eni-n", "Description": "Interface for NAT Gateway nat-0123456789abcdef0", "InterfaceType": "nat_gateway",
         "PrivateIpAddress": "10.0.2.5", "PrivateIpAddresses": [{"PrivateIpAddress": "10.0.2.5", "Primary": true}]}]}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("flows.log"), HEADER + OLD + NEW);
    Files.writeString(folder.resolve("subnets.json"), SUBNETS);
    Files.writeString(folder.resolve("interfaces.json"), INTERFACES);
  }

  @Test
  void eachFlowCountsOnceInEachDirection() {
    Run run = Run.of("flows", "zones", folder.toString(), "-o", "csv");
    assertThat(run.status()).as(run.err()).isZero();
    // 27,700 bytes in all, of which 16,000 came from zone 2.
    assertThat(run.out().lines())
        .containsExactly(
            "way,from,to,bytes_before,bytes,share,most_from,most_to,most_bytes_before,most_bytes",
            "across-zones,euw1-az2,euw1-az1,0,16000,57.8,10.0.2.20:443,10.0.1.10,0,16000",
            "nat-gateway,euw1-az1,eni-n,0,9000,32.5,10.0.1.10,203.0.113.9:443,0,9000",
            "across-zones,euw1-az1,euw1-az2,0,2000,7.2,10.0.1.10,10.0.2.20:443,0,2000",
            "within-zone,euw1-az1,euw1-az1,0,700,2.5,10.0.1.10,10.0.1.11:443,0,700");
  }

  @Test
  void whatChangedComesFirst() {
    Run run = Run.of("flows", "zones", "--since", "2026-09-21T15:13:20Z", folder.toString());
    assertThat(run.status()).as(run.err()).isZero();
    // An hour before, a minute after: 9,000 bytes in a minute are 540,000 an hour, and less than
    // the 716,000 that the 12,000 have gained on the 4,000.
    assertThat(run.out().lines().limit(4))
        .containsExactly(
            "euw1-az2 → euw1-az1  across zones",
            "  4,000 → 720,000 bytes an hour (×180.00), 54.5 %; changed most: 10.0.2.20:443 →"
                + " 10.0.1.10, 4,000 → 720,000",
            "euw1-az1 → Interface for NAT Gateway nat-0123456789abcdef0  through a NAT gateway",
            "  0 → 540,000 bytes an hour (new), 40.9 %; changed most: 10.0.1.10 →"
                + " 203.0.113.9:443, 0 → 540,000");
  }

  @Test
  void timesOfDifferentLengthAreComparedByTheHour() throws IOException {
    // Ten hours before, one behind. In the zone 100,000 bytes an hour stay what they are; between
    // the zones the 90,000 of one host do, and another's 60,000 are new.
    Files.writeString(
        folder.resolve("flows.log"),
        HEADER
            + """
            eni-a 10.0.1.10 10.0.1.11 40100 443 6 9 1000000 1790000000 1790000060 ACCEPT OK 2 10.0.1.10 10.0.1.11
            eni-a 10.0.1.10 10.0.2.20 40000 443 6 9 900000 1790000000 1790000060 ACCEPT OK 2 10.0.1.10 10.0.2.20
            eni-a 10.0.1.10 10.0.1.11 40101 443 6 9 100000 1790036000 1790039600 ACCEPT OK 2 10.0.1.10 10.0.1.11
            eni-a 10.0.1.10 10.0.2.20 40001 443 6 9 90000 1790036000 1790039600 ACCEPT OK 2 10.0.1.10 10.0.2.20
            eni-a 10.0.1.12 10.0.2.20 40002 443 6 9 60000 1790036000 1790039600 ACCEPT OK 2 10.0.1.12 10.0.2.20
            """);
    Run run =
        Run.of("flows", "zones", "--since", "2026-09-22T00:13:20Z", folder.toString(), "-o", "csv");
    assertThat(run.out().lines())
        .containsExactly(
            "way,from,to,bytes_before,bytes,share,most_from,most_to,most_bytes_before,most_bytes",
            "across-zones,euw1-az1,euw1-az2,900000,150000,60.0,10.0.1.12,10.0.2.20:443,0,60000",
            "within-zone,euw1-az1,euw1-az1,1000000,100000,40.0,10.0.1.10,10.0.1.11:443,1000000,100000");
  }

  @Test
  void standardInputCannotBeReadTwice() {
    Run run = Run.of("flows", "zones", "--since", "2026-09-22T00:13:20Z", "-", folder.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--since reads twice");
  }

  @Test
  void withoutSubnetsNoZoneIsKnown() throws IOException {
    Files.delete(folder.resolve("subnets.json"));
    Run run = Run.of("flows", "zones", folder.toString());
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("aws ec2 describe-subnets");
    assertThat(run.out()).isEmpty();
  }
}
