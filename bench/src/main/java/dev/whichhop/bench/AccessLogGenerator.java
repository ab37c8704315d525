package dev.whichhop.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Writes an access log as an ingress gateway of Istio 1.9 or later does: {@code LINES SEED FILE}.
 * The same seed gives the same bytes. Two lines of a hundred failed, in the ways that real gateways
 * log: 503 with UC, UF or UH, 504 with UT, 404 with NR, status 0 with DC.
 */
public final class AccessLogGenerator {
  private static final List<String> METHODS = List.of("GET", "GET", "GET", "GET", "POST", "PUT");
  private static final List<String> AGENTS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/138.0.0.0 Safari/537.36",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
              + " like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
          "okhttp/5.1.0",
          "python-requests/2.32.3",
          "Go-http-client/2.0");
  private static final List<String> SERVICES = List.of("cart", "checkout", "search", "user");
  private static final int[] SUCCESSES = {200, 200, 200, 200, 200, 201, 204, 304, 404};

  /** 2026-03-02T08:00:00Z. */
  private static final long START_MILLIS = 1_772_438_400_000L;

  /** Envoy's default for {@code %START_TIME%}. */
  private static final DateTimeFormatter START_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final SplittableRandom random;
  private long millis = START_MILLIS;

  private AccessLogGenerator(long seed) {
    random = new SplittableRandom(seed);
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("usage: AccessLogGenerator LINES SEED FILE");
      System.exit(2);
    }
    write(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]), Path.of(arguments[2]));
  }

  static void write(long lines, long seed, Path file) throws IOException {
    AccessLogGenerator generator = new AccessLogGenerator(seed);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      StringBuilder line = new StringBuilder(512);
      for (long i = lines; i > 0; i--) {
        line.setLength(0);
        generator.append(line);
        out.write(line.toString().getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  private void append(StringBuilder line) {
    millis += random.nextInt(3);
    String service = pick(SERVICES);
    String host = service + ".example.com";
    String gateway = "10.40.7." + (10 + random.nextInt(3));
    String client = "198.51.100." + random.nextInt(256);
    int clientPort = 1024 + random.nextInt(60_000);
    Answer answer = answer();
    line.append('[').append(START_TIME.format(Instant.ofEpochMilli(millis))).append("] \"");
    line.append(pick(METHODS)).append(" /api/").append(service).append('/');
    line.append(random.nextInt(100_000)).append(" HTTP/2\" ").append(answer.status).append(' ');
    line.append(answer.flags).append(' ').append(answer.details).append(" - \"-\" ");
    line.append(random.nextInt(2_000))
        .append(' ')
        .append(answer.status == 0 ? 0 : 200 + random.nextInt(9_000));
    int duration = answer.millis >= 0 ? answer.millis : 1 + random.nextInt(80);
    line.append(' ').append(duration).append(' ');
    line.append(answer.flags.equals("-") ? Integer.toString(duration - 1) : "-");
    line.append(" \"").append(client).append("\" \"").append(pick(AGENTS)).append("\" \"");
    appendUuid(line);
    line.append("\" \"").append(host).append("\" ");
    if (answer.upstream) {
      line.append("\"10.40.").append(20 + random.nextInt(4)).append('.').append(random.nextInt(32));
      line.append(":8080\" outbound|80||").append(service).append(".shop.svc.cluster.local ");
      line.append(gateway).append(':').append(30_000 + random.nextInt(30_000)).append(' ');
    } else {
      line.append("\"-\" - - ");
    }
    line.append(gateway).append(":8443 ").append(client).append(':').append(clientPort);
    line.append(' ').append(host).append(" -\n");
  }

  private record Answer(int status, String flags, String details, boolean upstream, int millis) {}

  private Answer answer() {
    return switch (random.nextInt(350)) {
      case 0, 1 ->
          new Answer(
              503, "UC", "upstream_reset_before_response_started{connection_termination}", true, 0);
      case 2 ->
          new Answer(
              503,
              "UF,URX",
              "upstream_reset_before_response_started{connection_timeout}",
              true,
              30_000);
      case 3 -> new Answer(503, "UH", "no_healthy_upstream", false, 0);
      case 4 -> new Answer(504, "UT", "response_timeout", true, 15_000);
      case 5 -> new Answer(404, "NR", "route_not_found", false, 0);
      case 6 -> new Answer(0, "DC", "downstream_remote_disconnect", true, -1);
      default ->
          new Answer(SUCCESSES[random.nextInt(SUCCESSES.length)], "-", "via_upstream", true, -1);
    };
  }

  private void appendUuid(StringBuilder line) {
    line.append(
        String.format(
            Locale.ROOT,
            "%08x-%04x-%04x-%04x-%012x",
            random.nextInt(),
            random.nextInt(1 << 16),
            random.nextInt(1 << 16),
            random.nextInt(1 << 16),
            random.nextLong(1L << 48)));
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
