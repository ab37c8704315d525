package dev.whichhop.records.log;

import dev.whichhop.model.evidence.Side;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks in an error of Go's net package: {@code read tcp LOCAL->REMOTE: …} (net/net.go,
 * OpError). The side with the ephemeral port has called the other.
 */
final class GoSockets {
  /** Linux takes local ports from here on, net.ipv4.ip_local_port_range; node ports end below. */
  private static final int FIRST_EPHEMERAL = 32_768;

  private static final String[] OPERATIONS = {
    "read tcp ",
    "write tcp ",
    "readfrom tcp ",
    "read tcp4 ",
    "write tcp4 ",
    "read tcp6 ",
    "write tcp6 "
  };

  /** An IPv6 address in brackets with its port. */
  private static final int LONGEST_ADDRESS = 53;

  private GoSockets() {}

  /** CALLER, SERVER, or null when the text names no two ports that tell. */
  static @Nullable Side side(String text) {
    for (String operation : OPERATIONS) {
      int at = text.indexOf(operation);
      int arrow = at < 0 ? -1 : text.indexOf("->", at);
      if (arrow > 0) {
        int local = portBefore(text, arrow);
        int colon = text.indexOf(": ", arrow);
        int remote = colon < 0 ? -1 : portBefore(text, colon);
        if (local >= 0 && remote >= 0 && local >= FIRST_EPHEMERAL != remote >= FIRST_EPHEMERAL) {
          return local >= FIRST_EPHEMERAL ? Side.CALLER : Side.SERVER;
        }
      }
    }
    return null;
  }

  /**
   * The caller's own {@code address:port} in an error of a lookup, {@code read udp
   * LOCAL->REMOTE:53: i/o timeout}; empty where there is none.
   */
  static String asked(String text) {
    int at = text.indexOf("read udp ");
    int arrow = at < 0 ? -1 : text.indexOf("->", at);
    if (arrow < 0 || portBefore(text, arrow) < 0) {
      return "";
    }
    String local = text.substring(at + "read udp ".length(), arrow);
    return local.length() <= LONGEST_ADDRESS && local.indexOf(' ') < 0 ? local : "";
  }

  private static int portBefore(String text, int end) {
    int start = end;
    while (start > 0 && end - start < 5 && Character.isDigit(text.charAt(start - 1))) {
      start--;
    }
    boolean port = start > 0 && start < end && text.charAt(start - 1) == ':';
    return port ? Integer.parseInt(text, start, end, 10) : -1;
  }
}
