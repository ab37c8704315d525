package dev.whichhop.app.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.app.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * Flow logs in buckets of moto, a file an hour for three days in each layout of the VPC guide; how
 * many records a time has is plain from how they are made. moto keeps no permissions and never
 * throttles: what happens then is tested against answers written by hand, in the module aws.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FlowsFromS3Test {
  private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
  private static final int HOURS = 72;
  private static final String COUNT = "stats count(*) as n";

  @TempDir private Path folder;
  private MotoServer aws;

  @BeforeAll
  void fill() throws Exception {
    aws = MotoServer.start();
    try (S3Client s3 = aws.s3()) {
      s3.createBucket(bucket ->
          bucket
              .bucket("flows")
              .createBucketConfiguration(where -> where.locationConstraint("eu-west-1")));
      s3.putObject(
          one -> one.bucket("flows").key("aws/old.json").storageClass(StorageClass.GLACIER),
          RequestBody.fromString("{}"));
      for (int hour = 0; hour < HOURS; hour++) {
        Instant time = FIRST.plusSeconds(hour * 3600L);
        for (String layout :
            List.of(
                "daily/AWSLogs/123456789010/vpcflowlogs/eu-west-1/%tY/%<tm/%<td/",
                "hourly/AWSLogs/123456789010/vpcflowlogs/eu-west-1/%tY/%<tm/%<td/%<tH/",
                "hive/AWSLogs/aws-account-id=123456789010/aws-service=vpcflowlogs/"
                    + "aws-region=eu-west-1/year=%tY/month=%<tm/day=%<td/hour=%<tH/")) {
          String key = layout.formatted(time.atOffset(ZoneOffset.UTC)) + name(time);
          s3.putObject(one -> one.bucket("flows").key(key), RequestBody.fromBytes(file(time)));
        }
      }
    }
  }

  @AfterAll
  void stop() {
    if (aws != null) {
      aws.close();
    }
  }

  private static String name(Instant time) {
    return "123456789010_vpcflowlogs_eu-west-1_fl-1234_"
        + DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").format(time.atOffset(ZoneOffset.UTC))
        + "_e123ab45.log.gz";
  }

  /** One record, of the minute that ends with the hour. */
  private static byte[] file(Instant time) throws IOException {
    long end = time.getEpochSecond();
    String text =
        """
        version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status
        2 123456789010 eni-1 10.0.0.5 10.1.0.9 40000 443 6 10 840 %d %d ACCEPT OK
        """
            .formatted(end - 60, end);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private Run flows(String... arguments) {
    List<String> all = new ArrayList<>(List.of("flows"));
    all.addAll(List.of(arguments));
    all.addAll(
        List.of("--endpoint-url", aws.url(), "--staging", folder.resolve("staged").toString()));
    return Run.of(all.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"daily", "hourly", "hive"})
  void onlyTheTimeThatIsAskedAboutIsFetched(String layout) {
    Run run =
        flows(
            "query",
            COUNT,
            "s3://flows/" + layout,
            "--start",
            "2026-03-02T07:59:00Z",
            "--end",
            "2026-03-02T09:59:00Z",
            "-o",
            "csv");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines()).containsExactly("n", "3");
    // 08:00 to 10:00 and nothing else; of hourly folders some are not even listed.
    assertThat(run.err()).contains("3 objects").contains("files were left closed");
  }

  @Test
  void withoutATimeAllIsFetchedInOneListing() {
    Run run = flows("query", COUNT, "s3://flows/daily/", "-o", "csv");
    assertThat(run.out().lines()).containsExactly("n", "72");
    assertThat(run.err()).contains("72 objects").contains("1 LIST and");
    assertThat(flows("query", COUNT, "s3://flows/daily/").err())
        .contains("to fetch: 0 objects, 0 B");
  }

  @Test
  void everyQuestionTakesAnUrl() throws IOException {
    String url = "s3://flows/hourly/AWSLogs";
    String[] time = {"--start", "2026-03-02T07:00:00Z", "--end", "2026-03-02T09:00:00Z"};
    assertThat(with(time, "matrix", "--from", "10.0.0.0/16", "--to", "10.1.0.0/16", url).out())
        .contains("tcp/443", "2 records");
    assertThat(with(time, "rejects", url).status()).isZero();
    assertThat(with(time, "why-empty", url, "--address", "10.0.0.5").out()).isNotBlank();
    assertThat(with(time, "chart", "stats sum(bytes) as b by bin(1h)", url).out()).contains("840");
    String other = Files.writeString(folder.resolve("one.log"), "a\n").toString();
    assertThat(
            with(time, "query", "SOURCE 'g' | stats count(*)", "--source", "g=" + url, other).out())
        .contains("2");
  }

  private Run with(String[] time, String... arguments) {
    return flows(Stream.concat(Stream.of(arguments), Stream.of(time)).toArray(String[]::new));
  }

  @Test
  void objectsAreNamedByTheirUrl() {
    Run run =
        flows(
            "matrix",
            "--from",
            "10.0.0.0/16",
            "--to",
            "10.1.0.0/16",
            "s3://flows/daily/",
            "--start",
            "2026-03-02T07:59:00Z",
            "--end",
            "2026-03-02T07:59:00Z",
            "-o",
            "json");
    assertThat(run.out())
        .contains("s3://flows/daily/AWSLogs/123456789010/vpcflowlogs/eu-west-1/2026/03/02/")
        .doesNotContain(folder.toString());
  }

  @Test
  void moreThanTheLimitIsOnlyFetchedWithConsent() {
    Run refused =
        flows("query", COUNT, "s3://flows/hive/", "--staging-limit", "0.000001", "-o", "csv");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("72 objects").contains("--yes");
    Run agreed =
        flows(
            "query",
            COUNT,
            "s3://flows/hive/",
            "--staging-limit",
            "0.000001",
            "--yes",
            "-o",
            "csv");
    assertThat(agreed.out().lines()).containsExactly("n", "72");
  }

  @Test
  void aTimeWithoutObjectsIsNoEvidence() {
    Run run = flows("query", COUNT, "s3://flows/daily/", "--start", "2026-05-01T00:00:00Z");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("files were left closed");
  }

  @Test
  void whatIsArchivedIsNamedToo() {
    Run reach = flows("reach", "10.0.1.10", "10.1.1.20", "s3://flows/aws/");
    assertThat(reach.err()).contains("s3://flows/aws/old.json: archived in Glacier");
    String own = "s3://flows/daily/AWSLogs";
    Run source =
        flows("query", "SOURCE 'g' | stats count(*)", own, "--source", "g=s3://flows/aws/");
    assertThat(source.err()).contains("s3://flows/aws/old.json: archived in Glacier");
  }

  @Test
  void aFolderThatTakesNoCopiesIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("no-folder"), "");
    Run run =
        Run.of(
            "flows",
            "query",
            COUNT,
            "s3://flows/daily/",
            "--endpoint-url",
            aws.url(),
            "--staging",
            file.toString());
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.err()).contains("Copies cannot be kept in " + file);
  }

  @Test
  void whatIsNotThereIsSaid() {
    Run none = flows("query", COUNT, "s3://flows/nothing");
    assertThat(none.status()).isEqualTo(4);
    assertThat(none.err()).contains("There is no object at s3://flows/nothing");
    Run bucket = flows("query", COUNT, "s3://other/", "--lang", "zh");
    assertThat(bucket.status()).isEqualTo(4);
    assertThat(bucket.err()).contains("没有名为 other 的桶");
    Run wrong = flows("query", COUNT, "s3://Other_/");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("expected s3://bucket or s3://bucket/prefix");
    Run profile = flows("query", COUNT, "s3://flows/", "--profile", "does-not-exist");
    assertThat(profile.status()).isEqualTo(2);
    assertThat(profile.err()).contains("no usable profile does-not-exist");
  }
}
