package dev.whichhop.trino;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generated records of flow logs: as a file of text, and as Parquet in AWS' folders. */
final class Records {
  static final long START = Instant.parse("2026-03-01T23:30:00Z").getEpochSecond();
  static final String FIELDS =
      "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start"
          + " end action log-status tcp-flags";

  private static final int COUNT = 400;
  private static final String[] ADDRESSES = {
    "10.0.0.1", "10.0.0.20", "10.1.255.7", "172.31.16.9", "192.168.0.255", "2001:db8::1", "8.8.8.8"
  };
  private static final int[] PORTS = {22, 80, 443, 5432, 8080, 40001, 65535};

  private final List<String> lines = new ArrayList<>();

  Records(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < COUNT; i++) {
      lines.add(random.nextInt(20) == 0 ? noData(random, i) : record(random, i));
    }
  }

  private static String record(Random random, int number) {
    long start = START + number * 13L;
    // Two of them are of a clock that writes milliseconds, as has been seen.
    String times =
        number % 200 == 7
            ? start * 1000 + 5 + " " + (start + 60) * 1000
            : start + " " + (start + 60);
    return String.join(
        " ",
        "5",
        random.nextBoolean() ? "123456789010" : "012345678901",
        "eni-" + random.nextInt(4),
        pick(random, ADDRESSES),
        pick(random, ADDRESSES),
        String.valueOf(PORTS[random.nextInt(PORTS.length)]),
        String.valueOf(PORTS[random.nextInt(PORTS.length)]),
        random.nextInt(5) == 0 ? "17" : "6",
        String.valueOf(random.nextInt(40)),
        String.valueOf(random.nextLong(1L << 33)),
        times,
        random.nextInt(3) == 0 ? "REJECT" : "ACCEPT",
        "OK",
        random.nextInt(4) == 0 ? "-" : String.valueOf(random.nextInt(64)));
  }

  private static String noData(Random random, int number) {
    long start = START + number * 13L;
    return "5 123456789010 eni-"
        + random.nextInt(4)
        + " - - - - - - - "
        + start
        + " "
        + (start + 60)
        + " - NODATA -";
  }

  private static String pick(Random random, String[] values) {
    return values[random.nextInt(values.length)];
  }

  String text() {
    return FIELDS + "\n" + String.join("\n", lines) + "\n";
  }

  /** A folder for each day, as AWS writes them when Hive-compatible prefixes are asked for. */
  void writeParquet(Path folder) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE r (version INTEGER, account_id VARCHAR, interface_id VARCHAR, srcaddr"
              + " VARCHAR, dstaddr VARCHAR, srcport INTEGER, dstport INTEGER, protocol BIGINT,"
              + " packets BIGINT, bytes BIGINT, start BIGINT, \"end\" BIGINT, action VARCHAR,"
              + " log_status VARCHAR, tcp_flags INTEGER, year VARCHAR, month VARCHAR, day VARCHAR)");
      for (String line : lines) {
        List<String> values = new ArrayList<>();
        for (String value : line.split(" ")) {
          values.add(value.equals("-") ? "NULL" : "'" + value + "'");
        }
        statement.execute("INSERT INTO r VALUES (" + String.join(",", values) + day(line) + ")");
      }
      statement.execute(
          "COPY r TO '" + folder + "' (FORMAT parquet, PARTITION_BY (year, month, day))");
    }
  }

  /** The folder is that of the delivery, some minutes after the record began. */
  private static String day(String line) {
    long start = Long.parseLong(line.split(" ")[10]);
    Instant delivered =
        Instant.ofEpochSecond(start > 1L << 31 ? start / 1000 : start).plusSeconds(600);
    String day = delivered.toString();
    return ",'"
        + day.substring(0, 4)
        + "','"
        + day.substring(5, 7)
        + "','"
        + day.substring(8, 10)
        + "'";
  }

  static String table(String name, String location) {
    return "CREATE TABLE "
        + name
        + " (version integer, account_id varchar, interface_id varchar, srcaddr varchar, dstaddr"
        + " varchar, srcport integer, dstport integer, protocol bigint, packets bigint, bytes"
        + " bigint, start bigint, \"end\" bigint, action varchar, log_status varchar, tcp_flags"
        + " integer, year varchar, month varchar, day varchar) WITH (format = 'PARQUET',"
        + " external_location = '"
        + location
        + "', partitioned_by = ARRAY['year', 'month', 'day'])";
  }
}
