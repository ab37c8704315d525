package dev.whichhop.records.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherAccessLogsTest {

  @Test
  void istioAndEnvoyGatewayAsJson() {
    Observation istio = Lines.observation(Lines.fixture("envoy-access-json/istio.jsonl").get(0));
    assertThat(istio.status()).isEqualTo(404);
    assertThat(istio.flags()).isEmpty();
    assertThat(istio.duration()).contains(Duration.ofMillis(3));
    assertThat(istio.upstreamTime()).contains(Duration.ofMillis(2));
    assertThat(istio.authority()).isEqualTo("127.0.0.1");
    assertThat(istio.routeName()).isEmpty();
    Observation gateway = Lines.observation(Lines.fixture("envoy-access-json/istio.jsonl").get(1));
    assertThat(gateway.path()).isEqualTo("/v1/chat/completions");
    assertThat(gateway.authority()).isEqualTo("localhost:8888");
    assertThat(gateway.requestId()).isEqualTo("4000a69d-3db6-404c-8892-4f8023e008f0");
    assertThat(gateway.upstreamTime()).isEmpty();
  }

  @Test
  void jsonOfAnApplicationIsNotAnAccessLine() {
    assertThat(
            Lines.parse(
                "{\"level\":\"info\",\"method\":\"GET\",\"path\":\"/a\",\"status\":200,\"ms\":3}"))
        .isEmpty();
  }

  @Test
  void apiGatewayWhoseBackendNeverAnswered() {
    Observation line =
        Lines.observation(
            "{\"requestId\":\"8968782f\",\"ip\":\"203.0.113.91\",\"requestTime\":"
                + "\"01/Apr/2026:10:21:21 +0000\",\"httpMethod\":\"GET\",\"resourcePath\":\"/v1/a\","
                + "\"status\":\"500\",\"integrationStatus\":\"-\",\"responseLength\":\"36\","
                + "\"integrationErrorMessage\":\"Network error communicating with endpoint\"}");
    assertThat(line.vantage().side()).isEqualTo(Side.CALLER);
    assertThat(line.time()).contains(Instant.parse("2026-04-01T10:21:21Z"));
    assertThat(line.status()).isEqualTo(500);
    assertThat(line.clientFailure()).isEqualTo(ClientFailure.OTHER);
    assertThat(line.path()).isEqualTo("/v1/a");
  }

  @Test
  void ingressNginx() {
    Observation line =
        Lines.observation(Lines.fixture("web-server-access/ingress-nginx.log").get(0));
    assertThat(line.vantage().hop()).isEqualTo(Hop.GATEWAY);
    assertThat(line.time()).contains(Instant.parse("2026-09-17T17:07:33Z"));
    assertThat(line.status()).isEqualTo(404);
    assertThat(line.bytesSent()).isEqualTo(146);
    assertThat(line.bytesReceived()).isEqualTo(74);
    assertThat(line.upstreamCluster()).isEqualTo("upstream-default-backend");
    assertThat(line.upstreamHost()).isEqualTo("127.0.0.1:8181");
    assertThat(line.requestId()).isEqualTo("e8a7f8d25b622079d4f40ffa3837195e");
    assertThat(line.details()).isEqualTo("upstream_status=404");
  }

  @Test
  void nginxTriesSeveralUpstreams() {
    Observation line =
        Lines.observation(
            "10.1.1.1 - - [14/Jan/2021:18:15:49 +0800] \"GET /x HTTP/1.1\" 502 150 \"-\" \"curl\""
                + " 500 3.004 [shop-api-80] [] 10.0.0.1:80, 10.0.0.2:80, 10.0.0.3:80 0, 0, 0 1.001,"
                + " 1.002, 1.001 502, 502, 502 36d1db5f16597d197c92b0079af304bd");
    assertThat(line.time()).contains(Instant.parse("2021-01-14T10:15:49Z"));
    assertThat(line.upstreamHost()).isEqualTo("10.0.0.3:80");
    assertThat(line.upstreamTime()).contains(Duration.ofMillis(1001));
    assertThat(line.details()).isEqualTo("upstream_status=502, 502, 502");
    assertThat(line.requestId()).isEqualTo("36d1db5f16597d197c92b0079af304bd");
    assertThat(line.duration()).contains(Duration.ofMillis(3004));
  }

  @Test
  void haproxyTellsHowTheServerSideEnded() {
    Observation tunnel = Lines.observation(Lines.fixture("haproxy-access/manual.log").get(0));
    assertThat(tunnel.time()).contains(Instant.parse("2009-02-06T12:12:51.443Z"));
    assertThat(tunnel.duration()).contains(Duration.ofMillis(5007));
    assertThat(tunnel.upstreamHost()).isEqualTo("srv1");
    assertThat(tunnel.failed()).isFalse();
    Observation request = Lines.observation(Lines.fixture("haproxy-access/manual.log").get(1));
    assertThat(request.status()).isEqualTo(200);
    assertThat(request.path()).isEqualTo("/index.html");
    assertThat(request.duration()).contains(Duration.ofMillis(109));
    String line = "haproxy[7]: 10.0.1.2:3331 [06/Feb/2009:12:12:51.443] out nlb/a ";
    assertThat(Lines.observation(line + "1/-1/5002 0 sC 41/40/40/15/0 0/0").clientFailure())
        .isEqualTo(ClientFailure.CONNECT_TIMEOUT);
    Observation noAnswer =
        Lines.observation(line + "0/0/1/-1/30 502 208 - - SH-- 1/1/1/1/0 0/0 \"GET /a HTTP/1.1\"");
    assertThat(noAnswer.status()).isEqualTo(502);
    assertThat(noAnswer.clientFailure()).isEqualTo(ClientFailure.EMPTY_REPLY);
    assertThat(Lines.observation(line + "1/2/900 77 CD 41/40/40/15/0 0/0").failed()).isFalse();
  }

  @Test
  void nginxWithTheAddressInTheBracket() {
    Observation line =
        Lines.observation(
            "192.0.2.9 - - [20/Mar/2025:22:07:22 +0800] \"POST /v1/stock HTTP/1.1\" 502 150 \"-\""
                + " \"erp/2\" 351 0.001 [10.1.2.3:8080] 0 0.001 502"
                + " e697277147d3911c915f3af056c43f9e");
    assertThat(line.upstreamHost()).isEqualTo("10.1.2.3:8080");
    assertThat(line.upstreamTime()).contains(Duration.ofMillis(1));
    assertThat(line.details()).isEqualTo("upstream_status=502");
    assertThat(line.requestId()).isEqualTo("e697277147d3911c915f3af056c43f9e");
  }

  @Test
  void theCombinedFormatIsAServersOwn() {
    Observation line =
        Lines.observation(
            "127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /apache_pb.gif HTTP/1.0\" 200"
                + " 2326 \"http://www.example.com/start.html\" \"Mozilla/4.08 [en] (Win98; I"
                + " ;Nav)\"");
    assertThat(line.vantage().side()).isEqualTo(Side.SERVER);
    assertThat(line.time()).contains(Instant.parse("2000-10-10T20:55:36Z"));
    assertThat(line.userAgent()).isEqualTo("Mozilla/4.08 [en] (Win98; I ;Nav)");
  }

  @Test
  void applicationLoadBalancers() {
    var lines = Lines.fixture("aws-alb-access/guide.log");
    Observation https = Lines.observation(lines.get(1));
    assertThat(https.vantage().hop()).isEqualTo(Hop.NLB);
    assertThat(https.vantage().side()).isEqualTo(Side.BALANCER);
    assertThat(https.vantage().instance()).isEqualTo("app/my-loadbalancer/50dc6c495c0c9188");
    assertThat(https.time()).contains(Instant.parse("2018-07-02T22:22:48.364Z"));
    assertThat(https.upstreamTime()).contains(Duration.ofMillis(48));
    assertThat(https.details()).isEqualTo("target_status=200");
    assertThat(https.authority()).isEqualTo("www.example.com:443");
    assertThat(https.path()).isEqualTo("/");
    assertThat(https.protocol()).isEqualTo("HTTP/1.1");
    Observation own = Lines.observation(lines.get(2));
    assertThat(own.status()).isEqualTo(400);
    assertThat(own.upstreamHost()).isEmpty();
    assertThat(own.upstreamTime()).isEmpty();
    assertThat(own.details()).isEqualTo("target_status=-");
    Observation classic = Lines.observation(lines.get(3));
    assertThat(classic.vantage().instance()).isEqualTo("my-loadbalancer");
    assertThat(classic.status()).isEqualTo(200);
    assertThat(classic.duration()).contains(Duration.ofNanos(1_178_000));
  }

  @Test
  void networkLoadBalancers() {
    String line = Lines.fixture("aws-nlb-access/guide.log").get(0);
    Observation ended = Lines.observation(line);
    assertThat(ended.time()).contains(Instant.parse("2018-12-20T02:59:30Z"));
    assertThat(ended.status()).isEqualTo(-1);
    assertThat(ended.duration()).contains(Duration.ofMillis(5));
    assertThat(ended.bytesReceived()).isEqualTo(98);
    assertThat(ended.clientFailure()).isEqualTo(ClientFailure.NONE);
    Observation noHandshake = Lines.observation(line.replace(" 5 2 98 246 - ", " 5 - 0 0 42 "));
    assertThat(noHandshake.clientFailure()).isEqualTo(ClientFailure.TLS);
    assertThat(noHandshake.details()).isEqualTo("tls_alert=42");
  }

  @Test
  void knativeRequestLog() {
    Observation line =
        Lines.observation(Lines.fixture("knative-request-log/queue-proxy.log").get(0));
    assertThat(line.vantage().hop()).isEqualTo(Hop.QUEUE_PROXY);
    assertThat(line.status()).isEqualTo(502);
    assertThat(line.duration()).contains(Duration.ofNanos(1_448_584));
    assertThat(line.downstreamRemoteAddress()).isEqualTo("10.42.0.20:52782");
    assertThat(line.time()).isEmpty();
  }

  @Test
  void traefik() {
    Observation line =
        Lines.observation(
            "10.42.0.1 - - [14/Nov/2023:10:00:00 +0000] \"GET /a HTTP/1.1\" 502 11 \"-\" \"curl/8\""
                + " 7 \"shop@kubernetes\" \"http://10.42.0.9:8080\" 3ms");
    assertThat(line.vantage().hop()).isEqualTo(Hop.GATEWAY);
    assertThat(line.upstreamHost()).isEqualTo("10.42.0.9:8080");
    assertThat(line.duration()).contains(Duration.ofMillis(3));
  }

  @Test
  void aProxyThatLogsTheErrorOfItsUpstreamSpeaksAsACaller() {
    Observation line =
        Lines.observation(
            "10.0.4.8 - - [02/Dec/2025:23:23:53 +0100] \"GET /a HTTP/1.1\" 502 157 \"-\" \"bridge\""
                + " upstream=10.100.41.7:80 urt=0.001 conn_idle=1320s uerr=\"read ECONNRESET\"");
    assertThat(line.vantage().side()).isEqualTo(Side.CALLER);
    assertThat(line.clientFailure()).isEqualTo(ClientFailure.RESET);
    assertThat(line.idleBefore()).contains(Duration.ofSeconds(1320));
    assertThat(line.upstreamHost()).isEqualTo("10.100.41.7:80");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"time_local\":\"18/Feb/2026:11:13:22 +0000\",\"remote_addr\":\"10.1.2.3\",\"request\":\"GET /a"
            + " HTTP/1.1\",\"status\":\"502\",\"upstream_addr\":\"10.2.3.4:80\",\"request_time\":\"0.003\"}",
        "{\"level\":\"info\",\"ts\":1771413202,\"logger\":\"http.log.access\",\"request\":{\"remote_ip\":\"10.1.2.3\",\"method\":\"GET\",\"host\":\"shop\",\"uri\":\"/a\"},\"duration\":0.003,\"size\":0,\"status\":502}",
        "{\"DownstreamStatus\":502,\"Duration\":3000000,\"RequestMethod\":\"GET\",\"RequestPath\":\"/a\",\"StartUTC\":\"2026-02-18T11:13:22Z\"}",
        "{\"latencies\":{\"request\":3,\"proxy\":2},\"request\":{\"uri\":\"/a\",\"method\":\"GET\"},\"response\":{\"status\":502},\"started_at\":1771413202000}"
      })
  void proxiesAsJson(String line) {
    Observation seen = Lines.observation(line);
    assertThat(seen.vantage().side()).isEqualTo(Side.GATEWAY);
    assertThat(seen.time()).contains(Instant.parse("2026-02-18T11:13:22Z"));
    assertThat(seen.method()).isEqualTo("GET");
    assertThat(seen.path()).isEqualTo("/a");
    assertThat(seen.status()).isEqualTo(502);
    assertThat(seen.duration()).contains(Duration.ofMillis(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[GIN] 2026/02/18 - 11:13:22 | 503 |    3ms |     10.1.2.3 | GET      \"/a\"",
        "2026-02-18 11:13:22 10.0.0.4 GET /a - 443 - 10.1.2.3 Mozilla/5.0 - 503 3 12029 3"
      })
  void serversOfOtherRuntimes(String line) {
    Observation seen = Lines.observation(line);
    assertThat(seen.vantage().side()).isEqualTo(Side.SERVER);
    assertThat(seen.time()).contains(Instant.parse("2026-02-18T11:13:22Z"));
    assertThat(seen.path()).isEqualTo("/a");
    assertThat(seen.status()).isEqualTo(503);
    assertThat(seen.duration()).contains(Duration.ofMillis(3));
    assertThat(seen.downstreamRemoteAddress()).isEqualTo("10.1.2.3");
  }
}
