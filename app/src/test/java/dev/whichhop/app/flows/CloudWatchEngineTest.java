package dev.whichhop.app.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.whichhop.app.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine cloudwatch against a stub that knows two queries: an estimate and its answer. moto is
 * no witness here: it takes every query, counts nothing and has no StopQuery.
 */
final class CloudWatchEngineTest {
  private static final String QUERY = "filter action = 'REJECT' | stats sum(bytes) as b by srcAddr";
  private static final Pattern REGION = Pattern.compile("Credential=[^/]+/\\d+/([a-z0-9-]+)/logs/");

  @TempDir private Path folder;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private String estimate = "[[{\"field\":\"bytesScanned\",\"value\":\"1000000\"}]]";
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
    System.setProperty("aws.secretAccessKey", "secret");
    System.setProperty("aws.region", "eu-west-1");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String target = exchange.getRequestHeaders().getFirst("x-amz-target");
      Matcher region = REGION.matcher(exchange.getRequestHeaders().getFirst("Authorization"));
      asked.add((region.find() ? region.group(1) : "?") + " " + target + " " + body);
      String answer;
      if (target.endsWith(".StartQuery")) {
        answer = "{\"queryId\":\"" + (body.contains("| estimate") ? "estimate" : "rows") + "\"}";
      } else if (body.contains("estimate")) {
        answer = "{\"status\":\"Complete\",\"results\":" + estimate + "}";
      } else {
        answer =
            "{\"status\":\"Complete\",\"statistics\":{\"bytesScanned\":2000000,"
                + "\"recordsMatched\":1,\"recordsScanned\":2},\"results\":[["
                + "{\"field\":\"srcAddr\",\"value\":\"172.31.9.69\"},"
                + "{\"field\":\"b\",\"value\":\"4249\"}]]}";
      }
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Run query(String... arguments) {
    List<String> all = new ArrayList<>(List.of("flows", "query", QUERY, "--engine", "cloudwatch"));
    all.addAll(List.of(arguments));
    all.add("--endpoint-url=http://127.0.0.1:" + server.getAddress().getPort());
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void theCostIsSaidBeforeAndAfter() {
    Run run = query("--log-group", "/vpc/flows", "--start", "2014-12-14T00:00:00Z", "--price", "5");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines()).containsExactly("srcAddr      b", "172.31.9.69  4249");
    assertThat(run.err())
        .containsSubsequence(
            "eu-west-1, /vpc/flows: about 977 KiB are to be read",
            "about 0.0050 USD at 5.0 USD a GB",
            "1 of 2 events matched",
            "CloudWatch in eu-west-1 read 1.9 MiB: about 0.0100 USD");
  }

  @Test
  void thePriceIsToldOnlyWhereItIsKnown() {
    String[] common = {"--log-group", "g", "--start", "2014-12-14T00:00:00Z", "--region"};
    assertThat(with(common, "us-east-1").err())
        .contains("the price of a GB in us-east-1 is not known here");
    assertThat(with(common, "ap-northeast-1").err()).contains("0.0076 USD a GB");
  }

  private Run with(String[] common, String last) {
    List<String> all = new ArrayList<>(List.of(common));
    all.add(last);
    return query(all.toArray(String[]::new));
  }

  @Test
  void whatNobodyAgreedToIsNotRead() {
    String[] common = {"--log-group", "g", "--start", "2014-12-14T00:00:00Z", "--scan-limit", "0"};
    Run refused = query(common);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("more than the limit of 0 B");
    assertThat(asked).noneMatch(one -> one.contains("StartQuery") && !one.contains("| estimate"));
    assertThat(with(common, "--yes").status()).isZero();
  }

  @Test
  void anUnknownCostNeedsConsentToo() {
    estimate = "[]";
    String[] common = {"--log-group", "g", "--start", "2014-12-14T00:00:00Z"};
    Run refused = query(common);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("What it would cost is not known");
    assertThat(with(common, "--yes").status()).isZero();
  }

  @Test
  void everyRegionIsAskedByItself() {
    Run run =
        query(
            "--log-group",
            "/own",
            "--region",
            "eu-west-1",
            "--region",
            "us-east-1",
            "--log-group",
            "arn:aws:logs:us-east-1:210987654321:log-group:/other",
            "--start",
            "2014-12-14T00:00:00Z",
            "-o",
            "csv");

    assertThat(run.out().lines())
        .containsExactly(
            "@region,srcAddr,b", "eu-west-1,172.31.9.69,4249", "us-east-1,172.31.9.69,4249");
    assertThat(run.err()).contains("Each Region was asked by itself");
    assertThat(asked)
        .filteredOn(one -> one.contains("StartQuery"))
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).startsWith("eu-west-1").contains("[\"/own\"]", "estimate"),
            one -> assertThat(one).startsWith("us-east-1").contains("/other", "/own", "estimate"),
            one -> assertThat(one).startsWith("eu-west-1").contains("[\"/own\"]"),
            one -> assertThat(one).startsWith("us-east-1").contains("/other", "/own"));
  }

  @Test
  void theRegionOfTheEnvironmentIsAskedOnce() {
    Run run =
        query(
            "--log-group",
            "/own",
            "--log-group",
            "arn:aws:logs:eu-west-1:210987654321:log-group:/other",
            "--start",
            "2014-12-14T00:00:00Z",
            "-o",
            "csv");

    assertThat(run.out().lines()).containsExactly("srcAddr,b", "172.31.9.69,4249");
    assertThat(asked)
        .filteredOn(one -> one.contains("StartQuery"))
        .hasSize(2)
        .allSatisfy(one -> assertThat(one).startsWith("eu-west-1").contains("/own", "/other"));
  }

  @Test
  void aLogGroupMayBeNamedBehindBlanksAndComments() {
    String before = " ".repeat(5000) + "# of today\n\t\n#\n";
    assertThat(source(before + "Source '/own' | " + QUERY).status()).isZero();
    assertThat(source(before + "# SOURCE '/own'\n" + QUERY).err()).contains("Give --log-group");
    assertThat(source("sources = 1").err()).contains("Give --log-group");
  }

  private Run source(String query) {
    return Run.of(
        "flows",
        "query",
        query,
        "--engine=cloudwatch",
        "--start=2014-12-14T00:00:00Z",
        "--endpoint-url=http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Test
  void comparesWithFilesOfTheSameRecords() throws IOException {
    String log =
        Files.writeString(
                folder.resolve("a.log"),
                """
                2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK
                2 123456789010 eni-1235b8ca123456789 172.31.9.69 172.31.9.12 49761 3389 6 20 4249 1418530010 1418530070 REJECT OK
                """)
            .toString();
    String[] common = {"--log-group", "g", "--start", "2014-12-14T00:00:00Z", "--compare", log};
    Run same = query(common);
    assertThat(same.out()).startsWith("1 rows, the same from both engines.");
    assertThat(same.err()).contains("CloudWatch in eu-west-1 read 1.9 MiB");

    Files.writeString(
        Path.of(log),
        """
        2 123456789010 eni-1235b8ca123456789 172.31.9.70 172.31.9.12 49761 3389 6 20 4249 1418530010 1418530070 REJECT OK
        """);
    Run differs = query(common);
    assertThat(differs.status()).isEqualTo(1);
    assertThat(differs.out().lines())
        .containsExactly(
            "- cloudwatch 172.31.9.69  4249",
            "- duckdb     172.31.9.70  4249",
            "Other numbers of events were scanned or matched.");
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThat(query("--log-group", "g").err()).contains("give --start");
    assertThat(query("--start", "2014-12-14T00:00:00Z").err()).contains("Give --log-group");
    Run files = query("--log-group", "g", "--start", "2014-12-14T00:00:00Z", folder.toString());
    assertThat(files.err()).contains("asks log groups, not files");
    assertThat(files.status()).isEqualTo(2);
    assertThat(asked).isEmpty();
    assertThat(Run.of("flows", "query", QUERY).status()).isEqualTo(2);
  }
}
