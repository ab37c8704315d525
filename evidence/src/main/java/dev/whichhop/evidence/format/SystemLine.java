package dev.whichhop.evidence.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Understands single lines of a node's tools, with the help of the command that printed them,
 * because some pages are bare numbers.
 *
 * <p>Keys: the dotted name of a sysctl (also from {@code cat /proc/sys/a/b} and {@code conntrack
 * -C}); {@code conntrack.<counter>} (a setting for each processor: add them up); {@code
 * conntrack-entry}; {@code ip-rule}, {@code ip-route}, {@code ip-link}, {@code ip-address}; {@code
 * iptables} (a rule as {@code -S} prints it, or {@code CHAIN: row} of {@code -L}); {@code
 * nft-trace}; {@code socket} (a row of ss), {@code ss.TCP}, {@code ss.Total} and {@code
 * ss.sockets.<transport>} ({@code ss -s}); the name of a counter of nstat ({@code
 * TcpExtListenOverflows}); {@code ethtool.<counter>} for the allowances of the ENA driver ({@code
 * ethtool -S}).
 */
final class SystemLine {

  /** A setting without its evidence. */
  record KeyValue(String key, String value) {}

  /** First parts of sysctl names (Linux, Documentation/admin-guide/sysctl). */
  private static final Set<String> SYSCTL_ROOTS =
      Set.of("abi", "crypto", "debug", "dev", "fs", "kernel", "net", "user", "vm");

  private static final Set<String> SOCKET_STATES =
      Set.of(
          "ESTAB",
          "SYN-SENT",
          "SYN-RECV",
          "FIN-WAIT-1",
          "FIN-WAIT-2",
          "TIME-WAIT",
          "CLOSE-WAIT",
          "LAST-ACK",
          "LISTEN",
          "CLOSING",
          "UNCONN");

  private static final Set<String> ROUTE_TYPES =
      Set.of("default", "unreachable", "blackhole", "prohibit", "local", "broadcast", "throw");

  private static final Set<String> NSTAT_GROUPS =
      Set.of("Ip", "Icmp", "Tcp", "Udp", "TcpExt", "IpExt", "MPTcpExt", "Ip6", "Udp6", "Icmp6");

  /** Rows of the table of {@code ss -s}. */
  private static final Set<String> TRANSPORTS = Set.of("RAW", "UDP", "TCP", "INET", "FRAG");

  private final Deque<String> files = new ArrayDeque<>();
  private final boolean countsConnections;
  private final String table;
  private String chain = "";

  /**
   * @param command that printed the lines; empty when unknown
   */
  SystemLine(String command) {
    List<String> words = List.of(command.trim().split("\\s+"));
    countsConnections = words.contains("conntrack") && words.contains("-C");
    int table = words.contains("ip") ? words.indexOf("table") + 1 : 0;
    // With "table all" each route says its table itself, in these words.
    boolean named = table > 0 && table < words.size() && !words.get(table).equals("all");
    this.table = named ? " table " + words.get(table) : "";
    words.stream().filter(word -> word.startsWith("/proc/sys/")).forEach(files::add);
  }

  /** What the line says; empty when it is of none of the pages. */
  List<KeyValue> settings(String line) {
    String text = line.strip();
    if (text.isEmpty()) {
      return List.of();
    }
    if (isNumber(text) && countsConnections) {
      return one("net.netfilter.nf_conntrack_count", text);
    }
    if (!files.isEmpty() && isNumber(text.split("\\s", 2)[0])) {
      return one(sysctlName(files.removeFirst()), text);
    }
    if (text.startsWith("trace id ")) {
      return one("nft-trace", text);
    }
    if (text.startsWith("/proc/sys/") && text.indexOf(':') > 0) {
      int colon = text.indexOf(':');
      return one(sysctlName(text.substring(0, colon)), text.substring(colon + 1).strip());
    }
    List<KeyValue> rules = iptables(line, text);
    if (!rules.isEmpty()) {
      return rules;
    }
    List<KeyValue> sysctl = sysctl(text);
    return sysctl.isEmpty() ? words(line, text, text.split("\\s+")) : sysctl;
  }

  private static List<KeyValue> one(String key, String value) {
    return List.of(new KeyValue(key, value));
  }

  private static List<KeyValue> sysctl(String text) {
    int equals = text.indexOf('=');
    int dot = text.indexOf('.');
    if (equals < 0 || dot < 0 || dot > equals || !SYSCTL_ROOTS.contains(text.substring(0, dot))) {
      return List.of();
    }
    String key = text.substring(0, equals).strip();
    return key.indexOf(' ') < 0 ? one(key, text.substring(equals + 1).strip()) : List.of();
  }

  private static String sysctlName(String file) {
    return file.substring("/proc/sys/".length()).replace('/', '.');
  }

  private List<KeyValue> iptables(String line, String text) {
    if (line.startsWith("-A ")
        || line.startsWith("-P ")
        || line.startsWith("-N ")
        || line.startsWith("-I ")) {
      return one("iptables", text);
    }
    if (line.startsWith("*") && text.chars().skip(1).allMatch(Character::isLowerCase)
        || line.startsWith(":") && text.endsWith("]")) {
      return one("iptables", text);
    }
    if (line.startsWith("Chain ") && text.endsWith(")")) {
      chain = text.split("\\s+", 3)[1];
      return one("iptables", text);
    }
    if (!chain.isEmpty() && !text.startsWith("pkts ") && !text.startsWith("target ")) {
      return one("iptables", chain + ": " + text);
    }
    return List.of();
  }

  private List<KeyValue> words(String line, String text, String[] words) {
    String first = words[0];
    if (first.endsWith("_allowance_exceeded:") && words.length == 2 && isNumber(words[1])) {
      return one("ethtool." + first.substring(0, first.length() - 1), words[1]);
    }
    if (first.startsWith("cpu=") && words.length > 2) {
      return conntrackCounters(words);
    }
    if ((first.equals("tcp") || first.equals("udp") || first.equals("ipv4"))
        && text.contains(" src=")
        && text.contains(" dport=")) {
      return one("conntrack-entry", text);
    }
    if (words.length >= 4
        && first.endsWith(":")
        && isNumber(first.substring(0, first.length() - 1))) {
      if (words[1].equals("from") || words[1].equals("not")) {
        return one("ip-rule", text);
      }
      return text.contains(": <") ? one("ip-link", text) : List.of();
    }
    if (words.length >= 3 && (first.equals("inet") || first.equals("inet6"))) {
      return one("ip-address", text);
    }
    if (words.length >= 3 && Set.of("UP", "DOWN", "UNKNOWN").contains(words[1])) {
      return one("ip-link", text);
    }
    if (text.contains(" dev ") && (ROUTE_TYPES.contains(first) || isNetwork(first))
        || text.contains(" via ") && isNetwork(first)
        || ROUTE_TYPES.contains(first) && text.contains(" via ")) {
      return one("ip-route", text + table);
    }
    if (words.length >= 4 && SOCKET_STATES.contains(first)) {
      return one("socket", text);
    }
    if (words.length >= 3 && first.equals("TCP:") && text.contains("(estab ")) {
      return one("ss.TCP", text.substring("TCP:".length()).strip());
    }
    if (words.length == 2 && first.equals("Total:") && isNumber(words[1])) {
      return one("ss.Total", words[1]);
    }
    if (words.length == 4 && TRANSPORTS.contains(first) && isNumber(words[1])) {
      return one("ss.sockets." + first, words[1]);
    }
    return nstat(line, words);
  }

  private static List<KeyValue> conntrackCounters(String[] words) {
    List<KeyValue> counters = new ArrayList<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals > 0 && !word.startsWith("cpu=") && isNumber(word.substring(equals + 1))) {
        counters.add(
            new KeyValue("conntrack." + word.substring(0, equals), word.substring(equals + 1)));
      }
    }
    return counters;
  }

  /** {@code TcpExtListenOverflows 12 0.0}: name, value, rate. */
  private static List<KeyValue> nstat(String line, String[] words) {
    boolean counter =
        words.length == 3
            && !line.startsWith(" ")
            && isNumber(words[1])
            && NSTAT_GROUPS.stream().anyMatch(words[0]::startsWith);
    return counter ? one(words[0], words[1]) : List.of();
  }

  private static boolean isNetwork(String word) {
    int slash = word.indexOf('/');
    String address = slash < 0 ? word : word.substring(0, slash);
    return address.length() >= 3
        && (address.indexOf('.') > 0 || address.indexOf(':') >= 0)
        && address
            .chars()
            .allMatch(letter -> Character.digit(letter, 16) >= 0 || ".:".indexOf(letter) >= 0);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.length() <= 20 && text.chars().allMatch(Character::isDigit);
  }
}
