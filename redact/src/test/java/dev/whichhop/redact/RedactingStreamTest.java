package dev.whichhop.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.redact.find.SecretKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes, what stays, and that everything else stays to the byte. */
final class RedactingStreamTest {
  private final Map<SecretKind, Long> counts = new EnumMap<>(SecretKind.class);

  private byte[] redacted(byte[] file, int block) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        new RedactingStream(bytes, (kind, count) -> counts.merge(kind, count, Long::sum))) {
      for (int at = 0; at < file.length; at += block) {
        out.write(file, at, Math.min(block, file.length - at));
      }
    }
    return bytes.toByteArray();
  }

  private String redacted(String text) throws IOException {
    return new String(
        redacted(text.getBytes(StandardCharsets.UTF_8), 1 << 16), StandardCharsets.UTF_8);
  }

  /** Values that checks read, words that only look like the names of secrets, and other scripts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2026-03-04T09:00:00.000Z] \"GET /v1 HTTP/1.1\" 503 UC upstream_reset - \"-\" 0 95 11"
            + " 10\r\n",
        "env:\n- name: KEEP_ALIVE_TIMEOUT\n  value: \"5000\"\n- name: WAIT\n  value: 75s\n"
            + "- name: FLAG\n  value: 'true'\n- name: BIND\n  value: 127.0.0.1:8080\n"
            + "- name: REF\n  valueFrom:\n    secretKeyRef: {name: a, key: token}\n",
        "- name: PROXY_CONFIG\n  value: |\n    {\"drainDuration\":\"45s\"}\n",
        "tls:\n  credentialName: shop-cert\n  mode: SIMPLE\n",
        "serviceAccountToken:\n  expirationSeconds: 43200\n  path: istio-token\n",
        "- \"istio-token\"\n- \"credential-socket\"\n",
        "token_bucket: {max_tokens: 4, tokens_per_fill: 4, fill_interval: 1s}\n",
        "upstream connect error; invalid token: expired\n",
        "MountVolume.SetUp failed for volume \"x\" : secret \"shop-cert\" not found\n",
        "consistentHash:\n  httpCookie:\n    name: user\n    ttl: 0s\n",
        "apiVersion: v1\n"
            + "data:\n"
            + "  enable-scale-to-zero: \"true\"\n"
            + "  mode: disabled\n"
            + "kind: ConfigMap\n",
        "{\"apiVersion\":\"v1\",\"data\":{\"mode\":\"disabled\"},\"kind\":\"ConfigMap\"}\n",
        "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUaaaa\n-----END CERTIFICATE-----\n",
        "2026-03-04 09:10:04 sport=33404 dst=10.73.72.8 connect=15.1ms tls=ok status=204\n",
        "网关没有响应：上游重置了连接\n",
        "x-request-id: 5c2e9a1f-7d1e-9c3f-8a51-0f6f2c7e4b10\n",
        "no line end",
        ""
      })
  void stays(String text) throws IOException {
    assertThat(redacted(text)).isEqualTo(text);
    assertThat(counts).isEmpty();
  }

  /** Ways to write a secret that only some tools have. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "    Args:\n      --password\n      Kanarie\n      --verbose\n",
        "args:\n- --password\n- Kanarie\n- --verbose\n",
        "headers map[X-Api-Key:[Kanarie1] Accept:[*/*]]\n",
        "{'password': b'Kanarie', 'a': 1}\n",
        "<server><password>Kanarie</password></server>\n",
        "$ kubectl create secret generic x --from-literal=any=Kanarie\n",
        "machine git.example login a password Kanarie\n",
        "admin:$apr1$Kanarie1$Kanarie1Kanarie1Kanari\n",
        "secret_key_base: Kanarie\n",
        "stringData:\n  any: Kanarie\n",
        "session_ticket_keys:\n  keys:\n  - inline_bytes: Kanarie\n",
        "\"private_key\": {\n  \"inline_string\": \"Kanarie\"\n}\n",
        "password:\n  Kanarie\n",
        "password: >-\n  one\n  Kanarie\n",
        "password: \"one\n  Kanarie\"\n",
        "# password: Kanarie\n",
        "http:\n- match:\n  - headers:\n      x-auth-token:\n        exact: Kanarie1\n",
        "GET /a?Expires=1&Signature=Kanarie1~x&Key-Pair-Id=K2\n",
        "GET /a?X-Amz-Signature=Kanarie1\n",
        "signature=Kanarie1\n",
        "db_pass = Kanarie1\n",
        "app --pass Kanarie1 run\n",
        "auth = Kanarie1\n",
        "{'pass': 'Kanarie'}\n",
        "{'auth': 'Kanarie'}\n",
        "{'sid': 'Kanarie'}\n",
        "{'sig': 'Kanarie'}\n",
        "$ curl -sku admin:Kanarie https://x\n",
        "$ curl -uadmin:Kanarie https://x\n",
        "2026-03-04T09:00:00Z stdout F -----BEGIN PRIVATE KEY-----\n"
            + "2026-03-04T09:00:00Z stdout F Kanarie\n"
            + "2026-03-04T09:00:00Z stdout F -----END PRIVATE KEY-----\n"
      })
  void goes(String text) throws IOException {
    assertThat(redacted(text)).doesNotContain("Kanarie").contains("REDACTED");
    assertThat(redacted(text).lines().count()).isEqualTo(text.lines().count());
  }

  @Test
  void optionsOfServersKeepHowLongConnectionsAreKept() throws IOException {
    assertThat(
            redacted("env:\n- name: NODE_OPTIONS\n  value: --keep-alive-timeout=65 --require x\n"))
        .isEqualTo("env:\n- name: NODE_OPTIONS\n  value: REDACTED --keep-alive-timeout=65\n");
    assertThat(counts).containsExactly(Map.entry(SecretKind.ENVIRONMENT, 1L));
  }

  /** As {@code base64} and {@code openssl} break it; what stands behind it is no part of it. */
  @ParameterizedTest
  @CsvSource({"true, 76", "false, 76", "false, 64"})
  void keysInLinesOfBase64Go(boolean pem, int width) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
    if (pem) {
      String inside = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
      key =
          ("-----BEGIN PRIVATE KEY-----\n" + inside + "\n-----END PRIVATE KEY-----\n")
              .getBytes(StandardCharsets.US_ASCII);
    }
    String lines = Base64.getMimeEncoder(width, new byte[] {'\n'}).encodeToString(key).indent(4);
    String redacted = redacted("a:\n  b: |\n" + lines + "mode:\n  strict\n");
    assertThat(redacted)
        .isEqualTo(
            "a:\n  b: |\n"
                + "    REDACTED\n".repeat((int) lines.lines().count())
                + "mode:\n  strict\n");
    assertThat(counts).containsExactly(Map.entry(SecretKind.PRIVATE_KEY, 1L));
  }

  @Test
  void linesKeepTheirNumbersAndEndings() throws IOException {
    String text = "password: a\r\n\r\n  more of it\r\nother: b\r\n";
    assertThat(redacted(text)).isEqualTo("password: REDACTED\r\n\r\n  REDACTED\r\nother: b\r\n");
  }

  @Test
  void whatAnObjectIsMayStandBehindItsData() throws IOException {
    String data = "apiVersion: v1\ndata:\n  a: ZGlzYWJsZWQ=\nkind: ";
    assertThat(redacted(data + "Secret\n")).contains("a: REDACTED");
    assertThat(counts).containsExactly(Map.entry(SecretKind.SECRET_DATA, 1L));
    assertThat(redacted(data + "ConfigMap\n")).contains("a: ZGlzYWJsZWQ=");
  }

  /** In whatever order tools write the fields, and whatever other kinds are named on the way. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'apiVersion':'v1','data':{'pw':'Kanarie'},"
            + "'metadata':{'ownerReferences':[{'kind':'Certificate'}]},'kind':'Secret'}",
        "{'data':{'pw':'Kanarie'},'apiVersion':'v1','kind':'Secret'}",
        "{'metadata':{'name':'a'},'data':{'pw':'Kanarie'},'kind':'Secret','apiVersion':'v1'}",
        "{'data':[{'data':{'pw':'Kanarie'},'kind':'Secret','apiVersion':'v1'}]}",
        "{'data':{'a':'b','items':[{'data':{'pw':'Kanarie'},'kind':'Secret'}]}}",
        "{'apiVersion':'v1','items':[{'data':{'pw':'Kanarie'}},{'metadata':{},"
            + "'data':{'pw':'Kanarie'}}],'kind':'SecretList'}",
        "data:\n  pw: Kanarie\nkind: Secret\n",
        "data:\n  pw: Kanarie\nkind: Secret\napiVersion: v1\n",
        "kind: Secret\ndata: {user: Kanarie, b: \"Kanarie\"}\n",
        "stringData: {user: Kanarie}\n"
      })
  void valuesOfSecretsGo(String text) throws IOException {
    assertThat(redacted(text.replace('\'', '"'))).doesNotContain("Kanarie").contains("REDACTED");
  }

  /** What only has a field of that name stays, whole or cut off. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status':'success','data':{'resultType':'vector','result':[{'value':['up']}]}}",
        "{'data':{'mode':'disabled'},'kind':'ConfigMap','apiVersion':'v1'}",
        "{'data':{'mode':'disabled'}}",
        "{'data':{'mode':'disabled'}",
        "{'items':[{'data':{'mode':'disabled'}}],'kind':'ConfigMapList'}",
        "data:\n  mode: disabled\nkind: ConfigMap\n",
        "data:\n  mode: disabled\n",
        "data: {mode: disabled}\nkind: ConfigMap\n",
        "data:\n  cfg: |\n    data:\n      mode: disabled\nkind: ConfigMap\n"
      })
  void otherDataStays(String text) throws IOException {
    String json = text.replace('\'', '"');
    assertThat(redacted(json)).isEqualTo(json);
    assertThat(counts).isEmpty();
  }

  /** A file that ends before it says what it is may be a Secret. */
  @Test
  void aCutObjectIsTakenForASecret() throws IOException {
    assertThat(redacted("apiVersion: v1\ndata:\n  a: ZGlzYWJsZWQ=\n"))
        .isEqualTo("apiVersion: v1\ndata:\n  a: REDACTED\n");
  }

  /** The same whatever the blocks are, in a line of three megabytes. */
  @Test
  void longLinesAreTakenInParts() throws IOException {
    StringBuilder line = new StringBuilder("{\"items\":[");
    for (int i = 0; i < 20_000; i++) {
      line.append("{\"name\":\"cart-")
          .append(i)
          .append("\",\"env\":[{\"name\":\"A\",\"value\":\"Kanarie")
          .append(i)
          .append("\"}],\"note\":\"x\",\"padding\":\"" + "p ".repeat(40) + "\"},");
    }
    line.append("{}]}\n");
    byte[] file = line.toString().getBytes(StandardCharsets.UTF_8);
    assertThat(file.length).isGreaterThan(3_000_000);
    String whole = new String(redacted(file, file.length), StandardCharsets.UTF_8);
    assertThat(whole).doesNotContain("Kanarie");
    assertThat(whole.replace("REDACTED", ""))
        .hasSameSizeAs(line.toString().replaceAll("Kanarie\\d+", ""));
    assertThat(redacted(file, 4_099)).isEqualTo(whole.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatCannotBeLookedThroughGoes() throws IOException {
    String text = "a=" + "x".repeat(12_000_000) + " b=1\nnext\n";
    assertThat(redacted(text)).endsWith("REDACTED b=1\nnext\n").hasSizeLessThan(100);
    assertThat(counts).containsKey(SecretKind.UNREADABLE);
    String json = "{\"a\":\"" + "x".repeat(12_000_000) + "\",\"b\":1}\n";
    assertThat(redacted(json)).isEqualTo("{\"a\":\"REDACTED\",\"b\":1}\n");
  }

  /** A second pass changes nothing more. */
  @Test
  void onceIsEnough() throws IOException {
    String once =
        redacted("env:\n- name: A\n  value: x y\nAuthorization: Bearer abc123\npassword=x\n");
    assertThat(redacted(once)).isEqualTo(once);
  }
}
