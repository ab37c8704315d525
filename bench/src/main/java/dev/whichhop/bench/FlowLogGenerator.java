package dev.whichhop.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Writes flow logs of connections between hosts of 200 networks {@code 10.0.N.0/24} and servers in
 * 200 networks {@code 10.1.N.0/24}, and beside them the truth: {@code RECORDS SEED FOLDER FILES
 * default|custom}. The same seed gives the same bytes.
 *
 * <p>Each connection is seen at the interfaces of both hosts, in one to three windows of a minute.
 * Of a hundred connections two are rejected at the server, one SYN is not answered, and one goes to
 * a closed port. {@code default} are the 14 fields of version 2, {@code custom} has {@code
 * tcp-flags}, {@code pkt-*} and {@code flow-direction} too.
 */
public final class FlowLogGenerator {
  private static final int NETWORKS = 200;
  private static final int HOSTS = 20;
  private static final int[] PORTS = {443, 443, 443, 80, 5432, 6379, 8080};
  private static final String DEFAULT =
      "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start"
          + " end action log-status";
  private static final String CUSTOM =
      DEFAULT + " tcp-flags type pkt-srcaddr pkt-dstaddr flow-direction";
  private static final int SYN = 2;
  private static final int SYN_ACK = 18;
  private static final int RST = 4;
  private static final int FIN = 1;

  /** 2026-03-02T08:00:00Z. */
  private static final long START = 1_772_438_400L;

  private final SplittableRandom random;
  private final boolean custom;
  private final OutputStream[] files;
  private final TreeMap<String, long[]> truth = new TreeMap<>();
  private final Set<Long> used = new HashSet<>();
  private final StringBuilder line = new StringBuilder(256);
  private long records;

  private FlowLogGenerator(long seed, boolean custom, OutputStream[] files) {
    this.random = new SplittableRandom(seed);
    this.custom = custom;
    this.files = files;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 5) {
      System.err.println("usage: FlowLogGenerator RECORDS SEED FOLDER FILES default|custom");
      System.exit(2);
    }
    Path folder = Files.createDirectories(Path.of(arguments[2]));
    boolean custom = arguments[4].equals("custom");
    OutputStream[] files = new OutputStream[Integer.parseInt(arguments[3])];
    for (int i = 0; i < files.length; i++) {
      Path file = folder.resolve(String.format("flows-%03d.log.gz", i));
      files[i] =
          new BufferedOutputStream(
              new GZIPOutputStream(Files.newOutputStream(file), 1 << 16), 1 << 16);
      files[i].write(((custom ? CUSTOM : DEFAULT) + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    FlowLogGenerator generator = new FlowLogGenerator(Long.parseLong(arguments[1]), custom, files);
    generator.write(Long.parseLong(arguments[0]));
    for (OutputStream file : files) {
      file.close();
    }
    generator.writeTruth(folder);
  }

  private void write(long wanted) throws IOException {
    while (records < wanted) {
      connection();
    }
  }

  /** How a connection goes; the rest of a hundred are answered. */
  private enum Fate {
    ANSWERED,
    REJECTED,
    SILENT,
    CLOSED
  }

  private void connection() throws IOException {
    int client = random.nextInt(NETWORKS) << 8 | 10 + random.nextInt(HOSTS);
    int server = random.nextInt(NETWORKS) << 8 | 10 + random.nextInt(HOSTS);
    int serverPort = PORTS[random.nextInt(PORTS.length)];
    int clientPort = clientPort(client, server, serverPort);
    long start = START + random.nextInt(3_600);
    Fate fate =
        switch (random.nextInt(100)) {
          case 0, 1 -> Fate.REJECTED;
          case 2 -> Fate.SILENT;
          case 3 -> Fate.CLOSED;
          default -> Fate.ANSWERED;
        };
    int windows = fate == Fate.ANSWERED ? 1 + random.nextInt(3) : 1;
    Endpoint from = new Endpoint("10.0.", client, clientPort);
    Endpoint to = new Endpoint("10.1.", server, serverPort);
    long[] sums =
        truth.computeIfAbsent(
            "10.0."
                + (client >> 8)
                + ".0/24,10.1."
                + (server >> 8)
                + ".0/24,"
                + serverPort
                + ","
                + (fate == Fate.REJECTED ? "REJECT" : "ACCEPT"),
            _ -> new long[3]);
    sums[0]++;
    for (int window = 0; window < windows; window++) {
      boolean first = window == 0;
      boolean last = window == windows - 1;
      int packets = fate == Fate.ANSWERED ? 4 + random.nextInt(60) : 1 + random.nextInt(3);
      int bytes = fate == Fate.ANSWERED ? packets * (52 + random.nextInt(400)) : packets * 60;
      int flags = (first ? SYN : 0) | (last && fate == Fate.ANSWERED ? FIN : 0);
      long at = start + 60L * window;
      sums[1] += bytes;
      record(from, from, to, packets, bytes, at, "ACCEPT", flags, "egress");
      record(
          to,
          from,
          to,
          packets,
          bytes,
          at,
          fate == Fate.REJECTED ? "REJECT" : "ACCEPT",
          flags,
          "ingress");
      if (fate == Fate.ANSWERED || fate == Fate.CLOSED) {
        int back = fate == Fate.CLOSED ? packets * 40 : packets * (52 + random.nextInt(900));
        int answer = fate == Fate.CLOSED ? RST : (first ? SYN_ACK : 0) | (last ? FIN : 0);
        sums[2] += back;
        record(to, to, from, packets, back, at, "ACCEPT", answer, "egress");
        record(from, to, from, packets, back, at, "ACCEPT", answer, "ingress");
      }
    }
  }

  /** One that the client has not used with this port of the server before. */
  private int clientPort(int client, int server, int serverPort) {
    while (true) {
      int port = 32_768 + random.nextInt(28_000);
      long pair = (long) client << 48 | (long) server << 32 | (long) serverPort << 16 | port;
      if (used.add(pair)) {
        return port;
      }
    }
  }

  private record Endpoint(String network, int host, int port) {}

  private void record(
      Endpoint at,
      Endpoint source,
      Endpoint destination,
      int packets,
      int bytes,
      long start,
      String action,
      int flags,
      String direction)
      throws IOException {
    line.setLength(0);
    line.append(custom ? "5" : "2").append(" 123456789012 eni-0");
    line.append(at.network.equals("10.0.") ? 'a' : 'b');
    line.append(Integer.toHexString(0x1000000 + at.host)).append("00000000 ");
    address(source);
    address(destination);
    line.append(source.port).append(' ').append(destination.port).append(" 6 ");
    line.append(packets).append(' ').append(bytes).append(' ');
    line.append(start).append(' ').append(start + 59).append(' ').append(action).append(" OK");
    if (custom) {
      line.append(' ').append(flags).append(" IPv4 ");
      address(source);
      address(destination);
      line.append(direction);
    }
    line.append('\n');
    files[random.nextInt(files.length)].write(line.toString().getBytes(StandardCharsets.US_ASCII));
    records++;
  }

  private void address(Endpoint one) {
    line.append(one.network).append(one.host >> 8).append('.').append(one.host & 255).append(' ');
  }

  private void writeTruth(Path folder) throws IOException {
    try (PrintWriter out =
        new PrintWriter(
            Files.newBufferedWriter(folder.resolve("truth.csv"), StandardCharsets.US_ASCII))) {
      out.println("from,to,port,verdict,connections,bytes,bytes_back");
      truth.forEach(
          (key, sums) -> out.println(key + "," + sums[0] + "," + sums[1] + "," + sums[2]));
    }
    ranges(folder.resolve("from.txt"), "10.0.");
    ranges(folder.resolve("to.txt"), "10.1.");
  }

  private static void ranges(Path file, String network) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < NETWORKS; i++) {
      text.append(network.equals("10.0.") ? "a" : "b").append(i).append(' ');
      text.append(network).append(i).append(".0/24\n");
    }
    Files.writeString(file, text);
  }
}
