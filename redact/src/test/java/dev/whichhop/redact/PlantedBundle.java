package dev.whichhop.redact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * A small bundle of evidence, as tools write it, in which secrets were planted that nobody could
 * mistake for anything else.
 *
 * @param files texts
 * @param canaries what must not be found in any of them
 */
record PlantedBundle(List<String> files, List<String> canaries) {

  static PlantedBundle of(Random random) {
    Planter planter = new Planter(random);
    List<String> files = new ArrayList<>();
    int count = 2 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      files.add(planter.file());
    }
    return new PlantedBundle(files, planter.canaries);
  }

  private static final class Planter {
    private static final String LETTERS =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz23456789";

    private final Random random;
    private final List<String> canaries = new ArrayList<>();

    Planter(Random random) {
      this.random = random;
    }

    String file() {
      return switch (random.nextInt(14)) {
        case 0 -> podYaml();
        case 1 -> podJson();
        case 2 -> secretYaml();
        case 3 -> secretJson();
        case 4 -> accessLog();
        case 5 -> jsonLog();
        case 6 -> curl();
        case 7 -> describe();
        case 8 -> configDump();
        case 9 -> envoyDebugLog();
        case 10 -> privateKey();
        case 11 -> applicationLog();
        case 12 -> session();
        default -> har();
      };
    }

    /** A secret without any shape of its own. */
    private String secret() {
      StringBuilder text = new StringBuilder("Kanarie");
      for (int i = 0; i < 14; i++) {
        text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      canaries.add(text.toString());
      return text.toString();
    }

    private String token() {
      return switch (random.nextInt(3)) {
        case 0 -> secret();
        case 1 -> "ghp_" + secret();
        default -> jwt();
      };
    }

    private String jwt() {
      return base64Url("{\"alg\":\"RS256\"}")
          + "."
          + base64Url("{\"sub\":\"" + secret() + "\",\"aud\":\"x\"}")
          + "."
          + secret();
    }

    private static String base64Url(String text) {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String urlEncoded(String text) {
      StringBuilder encoded = new StringBuilder();
      for (char c : text.toCharArray()) {
        encoded.append(Character.isLetterOrDigit(c) ? "" + c : String.format("%%%02X", (int) c));
      }
      return encoded.toString();
    }

    private static String json(String text) {
      return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String packed(String text) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** Something that holds a secret in a field of its own, written in one of many ways. */
    private String encoded() {
      String plain =
          switch (random.nextInt(6)) {
            case 0 -> "{\"password\":\"" + secret() + "\"}";
            case 1 -> "https://x.example/cb?state=1&access_token=" + secret() + "&a=b";
            case 2 -> "https://user:" + secret() + "@db.example/x";
            case 3 -> "Authorization: Bearer " + token();
            case 4 -> "client_secret=" + secret();
            default -> "x-api-key: " + secret();
          };
      return switch (random.nextInt(6)) {
        case 0 -> base64(plain);
        case 1 -> urlEncoded(plain);
        case 2 -> json(plain);
        case 3 -> json(json("{\"headers\":\"" + json(plain) + "\"}"));
        case 4 -> base64(base64(plain));
        default -> packed(plain);
      };
    }

    private String podYaml() {
      String lastApplied =
          random.nextBoolean()
              ? ""
              : "    kubectl.kubernetes.io/last-applied-configuration: |\n      "
                  + podObject(secret())
                  + "\n";
      return "apiVersion: v1\nkind: Pod\nmetadata:\n  name: cart\n  annotations:\n    note: \""
          + json(encoded())
          + "\"\n"
          + lastApplied
          + "spec:\n  containers:\n  - name: app\n    args: [\"--password\", \""
          + secret()
          + "\", \"--token="
          + secret()
          + "\"]\n    env:\n    - name: PLAIN\n      value: "
          + secret()
          + "\n    - name: QUOTED\n      value: \"a "
          + secret()
          + "\"\n    - {name: FLOW, value: "
          + secret()
          + "}\n    - name: BLOCK\n      value: |\n        one\n        "
          + secret()
          + "\n    - name: FOLDED\n      value: one\n        "
          + secret()
          + "\n    - name: JAVA_OPTS\n      value: -Dkeep-alive-timeout=5000 -Dx="
          + secret()
          + "\n    - value: "
          + secret()
          + "\n      name: BEFORE\n    ports:\n    - containerPort: 8080\n";
    }

    private static String podObject(String secret) {
      return "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"spec\":{\"containers\":[{\"env\":[{\"name\":"
          + "\"A\",\"value\":\""
          + secret
          + "\"}]}]}}";
    }

    private String podJson() {
      String object =
          "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"annotations\":{\"last\":\""
              + json(podObject(secret()))
              + "\"}},\"spec\":{\"containers\":[{\"command\":[\"app\",\"--db-password\",\""
              + secret()
              + "\"],\"env\":[{\"name\":\"A\",\"value\":\""
              + secret()
              + "\"},{\"value\":\""
              + secret()
              + "\",\"name\":\"B\"}]}]}}";
      return laidOut(object);
    }

    /** In one line, or over many as {@code kubectl} and {@code jq} write it. */
    private String laidOut(String object) {
      if (random.nextBoolean()) {
        return object;
      }
      StringBuilder lines = new StringBuilder();
      boolean string = false;
      for (int i = 0; i < object.length(); i++) {
        char c = object.charAt(i);
        string ^= c == '"' && object.charAt(i - 1) != '\\';
        lines.append(c).append(!string && "{[,".indexOf(c) >= 0 ? "\n  " : "");
      }
      return lines.toString();
    }

    private String secretYaml() {
      String data =
          "data:\n  a: "
              + base64(secret())
              + "\n  b: >-\n    "
              + base64(secret())
              + "\nstringData:\n  c: "
              + secret()
              + "\n";
      String object =
          random.nextBoolean()
              ? "apiVersion: v1\n" + data + "kind: Secret\nmetadata:\n  name: x\n"
              : "kind: Secret\napiVersion: v1\nmetadata:\n  name: x\n" + data;
      return random.nextBoolean()
          ? object
          : "apiVersion: v1\nitems:\n- " + object.strip().replace("\n", "\n  ") + "\nkind: List\n";
    }

    private String secretJson() {
      String data =
          "\"data\":{\"a\":\"" + base64(secret()) + "\",\"n\":\"" + base64(secret()) + "\"}";
      String object =
          switch (random.nextInt(3)) {
            case 0 -> "{\"apiVersion\":\"v1\"," + data + ",\"kind\":\"Secret\",\"metadata\":{}}";
            case 1 -> "{\"kind\":\"Secret\",\"apiVersion\":\"v1\"," + data + "}";
            default ->
                "{\"kind\":\"SecretList\",\"apiVersion\":\"v1\",\"items\":[{\"metadata\":{},"
                    + data
                    + "}]}";
          };
      return laidOut(object);
    }

    private String accessLog() {
      return "[2026-03-04T09:00:00.000Z] \"GET /v1?sid="
          + secret()
          + "&x=1 HTTP/1.1\" 503 UC upstream_reset - \"-\" 0 95 11 - \"-\" \"agent/1\" \"-\""
          + " \"shop\" \"-\"\n"
          + "[2026-03-04T09:00:01.000Z] \"GET /cb?to="
          + encoded()
          + " HTTP/1.1\" 200 - via_upstream - \"-\" 0 95 11 10 \""
          + jwt()
          + "\"\n";
    }

    private String jsonLog() {
      return "{\"start_time\":\"2026-03-04T09:00:00.000Z\",\"response_code\":503,\"authorization\":\"Basic"
          + " "
          + base64("u:" + secret())
          + "\",\"cookie\":\"a="
          + secret()
          + "; b=1\",\"request\":{\"x-auth-token\":\""
          + secret()
          + "\"},\"body\":\""
          + json(encoded())
          + "\",\"headers\":[[\"cookie\",\"s="
          + secret()
          + "\"]]}\n";
    }

    private String curl() {
      return "$ curl -v -u admin:"
          + secret()
          + " -H 'Authorization: Bearer "
          + token()
          + "' https://shop.example/\n* Connected\n> GET / HTTP/1.1\n> Authorization: Basic "
          + base64("u:" + secret())
          + "\n> Cookie: sid="
          + secret()
          + "; theme="
          + secret()
          + "\n> X-Api-Key: "
          + secret()
          + "\n< HTTP/1.1 503 Service Unavailable\n< set-cookie: id="
          + secret()
          + "; Path=/; HttpOnly\n";
    }

    private String describe() {
      return "Name:         cart-7d9f\n"
          + "Namespace:    shop\n"
          + "Containers:\n"
          + "  app:\n"
          + "    Port:  8080/TCP\n"
          + "    Environment:\n"
          + "      DB:        "
          + secret()
          + "\n"
          + "      FROM_REF:  <set to the key 'a' in secret 'b'>  Optional: false\n"
          + "      URL:  postgres://u:"
          + secret()
          + "@db/x\n    Mounts:  <none>\n";
    }

    private String configDump() {
      return "{\"configs\":[{\"filters\":[{\"name\":\"jwt\",\"secret\":{\"inline_string\":\""
          + secret()
          + "\"}},{\"token_secret\":{\"name\":\"t\",\"inline_bytes\":\""
          + base64(secret())
          + "\"}},{\"header\":{\"key\":\"authorization\",\"value\":\""
          + secret()
          + "\"}},{\"inlineCode\":\"handle:headers():add(\\\"x-token\\\", \\\"\\\")\\n-- password ="
          + " '"
          + secret()
          + "'\"},{\"exact\":1,\"name\":\"x-api-key\",\"string_match\":{\"exact\":\""
          + secret()
          + "\"}}]}]}";
    }

    private String envoyDebugLog() {
      return "2026-03-04T09:00:00.0Z debug envoy http [C1][S2] request headers complete:\n"
          + "':authority', 'shop'\n'cookie', 'sid="
          + secret()
          + "'\n'authorization', 'Bearer "
          + token()
          + "'\n'x-api-key', '"
          + secret()
          + "'\n"
          + "2026-03-04T09:00:00.0Z info {\"msg\":\"x\",\"env\":{\"A\":\""
          + secret()
          + "\"}} done\n";
    }

    private String privateKey() {
      StringBuilder body = new StringBuilder();
      for (int i = 0; i < 3; i++) {
        body.append(secret() + secret() + "A".repeat(22)).append('\n');
      }
      String pem =
          "-----BEGIN "
              + (random.nextBoolean() ? "RSA " : "")
              + "PRIVATE KEY-----\n"
              + body
              + "-----END PRIVATE KEY-----\n";
      return switch (random.nextInt(4)) {
        case 0 -> pem;
        case 1 -> "tls:\n  key: |\n    " + pem.strip().replace("\n", "\n    ") + "\nother: 1\n";
        case 2 -> "{\"inline_string\":\"" + json(pem) + "\",\"a\":\"" + base64(pem) + "\"}";
        default -> "loaded " + base64(pem) + " from file\n";
      };
    }

    private String applicationLog() {
      return "2026-03-04 INFO connecting to amqp://svc:"
          + secret()
          + "@mq:5672/ with token "
          + "x token="
          + secret()
          + " status=200\n2026-03-04 WARN retry "
          + encoded()
          + " later\nDB_DSN="
          + secret()
          + "\nexport API_SECRET='"
          + secret()
          + "'\ntime=1 level=info msg=\"login\" session_id="
          + secret()
          + " user=a\n";
    }

    private String session() {
      return "$ kubectl exec cart -- env\nPATH=/usr/bin:/bin\nDATABASE="
          + secret()
          + "\nAWS_SECRET_ACCESS_KEY="
          + secret()
          + "\nPORT=8080\n$ aws configure get x\naws_access_key_id = "
          + secret()
          + "\n$ mysql --password "
          + secret()
          + " -h db\n";
    }

    private String har() {
      return "{\"log\":{\"entries\":[{\"request\":{\"url\":\"https://shop/?token="
          + secret()
          + "\",\"headers\":[{\"name\":\"Cookie\",\"value\":\"a="
          + secret()
          + "\"}],\"cookies\":[{\"name\":\"a\",\"value\":\""
          + secret()
          + "\"}]}}]}}";
    }
  }
}
