package dev.whichhop.app.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.app.Run;
import dev.whichhop.aws.AwsClients;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** VPCs and flow logs of moto, asked live. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LiveDescriptionsTest {
  @TempDir private Path folder;
  private MotoServer aws;
  private String vpc = "";
  private String other = "";
  private String subnet = "";

  @BeforeAll
  void fill() throws Exception {
    aws = MotoServer.start();
    try (Ec2Client ec2 = AwsClients.ec2(aws.settings());
        var s3 = aws.s3()) {
      s3.createBucket(bucket ->
          bucket
              .bucket("live-flows")
              .createBucketConfiguration(where -> where.locationConstraint("eu-west-1")));
      vpc = ec2.createVpc(one -> one.cidrBlock("10.50.0.0/16")).vpc().vpcId();
      other = ec2.createVpc(one -> one.cidrBlock("10.60.0.0/16")).vpc().vpcId();
      subnet =
          ec2.createSubnet(one -> one.vpcId(vpc).cidrBlock("10.50.1.0/24")).subnet().subnetId();
      ec2.createFlowLogs(one ->
          one.resourceIds(subnet)
              .resourceType("Subnet")
              .trafficType("ALL")
              .logDestinationType("s3")
              .logDestination("arn:aws:s3:::live-flows"));
    }
  }

  @AfterAll
  void stop() {
    if (aws != null) {
      aws.close();
    }
  }

  private Run status(String... more) {
    String[] all = new String[more.length + 5];
    System.arraycopy(more, 0, all, 5, more.length);
    all[0] = "flows";
    all[1] = "status";
    all[2] = "--live";
    all[3] = "--endpoint-url";
    all[4] = aws.url();
    return Run.of(all);
  }

  @Test
  void flowLogsAreAskedFor() {
    Run run = status();
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains(subnet, "arn:aws:s3:::live-flows");
  }

  /** The flow log is of a subnet, so it is one of its VPC, and the other VPC has none. */
  @Test
  void ofOneVpc() {
    assertThat(status("--vpc", vpc).out()).contains(subnet);
    Run none = status("--vpc", other);
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.out()).doesNotContain(subnet);
    assertThat(none.err()).contains("No subnet of " + other);
  }

  @Test
  void aRegionWithoutAny() {
    assertThat(status("--region", "us-west-2").status()).isEqualTo(1);
    assertThat(status("--region", "us-west-2", "--region", "eu-west-1").out()).contains(subnet);
  }

  @Test
  void vpcsAndSubnetsAreNamesOfTheirNetworks() throws Exception {
    String log =
        Files.writeString(
                folder.resolve("a.log"),
                """
                2 123456789010 eni-1 10.50.1.7 10.60.0.9 40000 443 6 10 840 1418530010 1418530070 ACCEPT OK
                """)
            .toString();
    String[] live = {"--live", "--endpoint-url", aws.url()};
    Run run =
        Run.of("flows", "matrix", "--from", vpc, "--to", other, log, live[0], live[1], live[2]);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains(vpc + " → " + other, "tcp/443");
    assertThat(
            Run.of(
                    "flows",
                    "matrix",
                    "--from",
                    subnet,
                    "--to",
                    "10.60.0.0/16",
                    log,
                    live[0],
                    live[1],
                    live[2])
                .out())
        .contains(subnet + " → 10.60.0.0/16");
    Run unknown = Run.of("flows", "matrix", "--from", "vpc-0abc", "--to", other, log);
    assertThat(unknown.status()).isEqualTo(3);
    assertThat(unknown.err()).contains("vpc-0abc is not described");
  }

  @Test
  void whatIsDescribedInFilesNeedsNoAws() {
    String evidence = "../examples/peered-vpcs/evidence";
    Run run = Run.of("flows", "matrix", "--from", "vpc-a", "--to", "vpc-b", evidence);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("vpc-a → vpc-b");
  }

  @Test
  void withoutFilesAndWithoutAwsThereIsNothingToAsk() {
    assertThat(Run.of("flows", "status").status()).isEqualTo(2);
    assertThat(Run.of("flows", "reach", "10.0.0.1", "10.0.0.2").status()).isEqualTo(2);
  }
}
