package dev.whichhop.trino;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generated queries: conditions of every kind that Trino may be left, and some that it may not. */
final class Questions {
  private static final List<String> NUMBERS =
      List.of("srcPort", "dstPort", "protocol", "packets", "bytes", "tcpFlags", "version");
  private static final List<String> TEXTS =
      List.of("srcAddr", "dstAddr", "action", "logStatus", "interfaceId", "accountId");
  private static final List<String> CONSTANTS =
      List.of(
          "443",
          "\"443\"",
          "22.0",
          "0",
          "6",
          "1000000",
          "\"-\"",
          "\"REJECT\"",
          "'10.0.0.1'",
          "\"eni-2\"",
          "12345678901",
          "\"012345678901\"",
          "4294967296.5",
          "9007199254740993",
          "\"\"",
          "'NODATA'");
  private static final List<String> RANGES =
      List.of("10.0.0.0/8", "10.1.128.0/17", "0.0.0.0/0", "10.0.0.1/32", "192.168.0.7/29", "::/0");

  private final Random random;

  Questions(long seed) {
    this.random = new Random(seed);
  }

  String next() {
    List<String> commands = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      commands.add("filter " + condition(2));
    }
    if (random.nextInt(4) > 0) {
      commands.add(stats());
      if (random.nextInt(3) == 0) {
        commands.add("sort n desc");
      }
    } else {
      commands.add("fields @timestamp, @message, " + pick(NUMBERS) + ", " + pick(TEXTS));
    }
    return String.join("\n| ", commands);
  }

  private String condition(int depth) {
    int kind = random.nextInt(depth > 0 ? 9 : 6);
    return switch (kind) {
      case 0, 1 -> field() + comparison() + pick(CONSTANTS);
      case 2 -> pick(CONSTANTS) + comparison() + field();
      case 3 ->
          field()
              + (random.nextBoolean() ? " in [" : " not in [")
              + pick(CONSTANTS)
              + ", "
              + pick(CONSTANTS)
              + "]";
      case 4 -> field() + (random.nextBoolean() ? " like " : " not like ") + pattern();
      case 5 -> "isIpv4InSubnet(" + pick(TEXTS) + ", \"" + pick(RANGES) + "\")";
      case 6 -> "not (" + condition(depth - 1) + ")";
      case 7 -> "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
      default -> "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
    };
  }

  private String pattern() {
    return pick(List.of("\"0.0\"", "\"4\"", "'REJ'", "/^10\\./", "\"-\"", "\"E\""));
  }

  private String comparison() {
    return pick(List.of(" = ", " != ", " < ", " <= ", " > ", " >= "));
  }

  private String field() {
    return random.nextBoolean() ? pick(NUMBERS) : pick(TEXTS);
  }

  private String stats() {
    String by =
        pick(
            List.of(
                "",
                " by srcAddr",
                " by dstPort",
                " by action, dstAddr",
                " by bin(5m)",
                " by bin(1h), srcAddr",
                " by bin(1w)",
                " by tcpFlags, protocol",
                " by isPresent(dstPort)"));
    return "stats count(*) as n, " + aggregate() + " as a, " + aggregate() + " / 3 as b" + by;
  }

  private String aggregate() {
    return pick(List.of("sum", "avg", "min", "max", "count", "count_distinct", "median"))
        + "("
        + (random.nextInt(5) == 0 ? pick(TEXTS) : pick(NUMBERS))
        + ")";
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
