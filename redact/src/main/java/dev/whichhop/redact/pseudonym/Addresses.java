package dev.whichhop.redact.pseudonym;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the addresses in a text and writes others in their place. */
final class Addresses {
  /**
   * {@code 10.0.0.1}, {@code 10.0.0.0/16}, {@code ip-10-0-0-1}; IPv6 in any of its forms. Istio
   * names listeners {@code 10.0.0.1_443} and their statistics {@code http.outbound_10.0.0.1_443}.
   */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![A-Za-z0-9]|\\d\\.|\\d_)(\\d{1,3})([.-])(\\d{1,3})\\2(\\d{1,3})\\2(\\d{1,3})(?:/(\\d{1,2}))?"
              + "(?![A-Za-z0-9]|_\\d{1,5}\\.\\d|[.-]\\d)"
              + "|(?<![A-Za-z0-9:.]|(?<!bound)_)((?:[0-9A-Fa-f]{0,4}:){2,7}(?:[0-9A-Fa-f]{0,4}"
              + "|(?:\\d{1,3}\\.){3}\\d{1,3}))(?:/(\\d{1,3}))?(?![A-Za-z0-9:]|_\\D|\\.\\d)");

  /** An access log names few addresses many times. */
  private static final int MOST_KEPT = 100_000;

  private final AddressMap map;
  private final boolean back;
  private final Map<String, String> kept = new HashMap<>();

  /**
   * @param back true when the original addresses are to be written
   */
  Addresses(AddressMap map, boolean back) {
    this.map = map;
    this.back = back;
  }

  String replaced(String text) {
    if (!mayHold(text)) {
      return text;
    }
    Matcher matcher = ADDRESS.matcher(text);
    StringBuilder out = null;
    int at = 0;
    while (matcher.find()) {
      String other = other(matcher);
      if (other.equals(matcher.group())) {
        continue;
      }
      out = out == null ? new StringBuilder(text.length() + 16) : out;
      out.append(text, at, matcher.start()).append(other);
      at = matcher.end() + aligned(text, matcher, other, out);
    }
    return out == null ? text : out.append(text, at, text.length()).toString();
  }

  /** What stands for an address or a network; the same text where it is none. */
  private String other(Matcher matcher) {
    String known = kept.get(matcher.group());
    if (known != null) {
      return known;
    }
    String other = matcher.group(7) == null ? four(matcher) : six(matcher);
    if (kept.size() == MOST_KEPT) {
      kept.clear();
    }
    String written = other == null ? matcher.group() : other;
    kept.put(matcher.group(), written);
    return written;
  }

  /** At least two dots, hyphens or colons with a digit somewhere; most words have none. */
  private static boolean mayHold(String text) {
    int marks = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == '.' || c == ':' || c == '-') && ++marks == 2) {
        return true;
      }
    }
    return false;
  }

  /**
   * Columns of a table stay where they are, as far as there is room, and stay apart: blanks go or
   * come behind the address. Returns how many are skipped.
   */
  private static int aligned(String text, Matcher matcher, String other, StringBuilder out) {
    int blanks = 0;
    while (matcher.end() + blanks < text.length() && text.charAt(matcher.end() + blanks) == ' ') {
      blanks++;
    }
    if (blanks < 2) {
      return 0;
    }
    int more = other.length() - (matcher.end() - matcher.start());
    out.append(" ".repeat(Math.max(0, -more)));
    return Math.clamp(more, 0, blanks - 2);
  }

  private @Nullable String four(Matcher matcher) {
    byte[] address = new byte[4];
    int[] groups = {1, 3, 4, 5};
    for (int i = 0; i < 4; i++) {
      int part = Integer.parseInt(matcher.group(groups[i]));
      if (part > 255) {
        return null;
      }
      address[i] = (byte) part;
    }
    String length = matcher.group(6);
    byte[] other = other(address, length == null ? 32 : Integer.parseInt(length));
    String mark = matcher.group(2);
    String text =
        (other[0] & 0xff)
            + mark
            + (other[1] & 0xff)
            + mark
            + (other[2] & 0xff)
            + mark
            + (other[3] & 0xff);
    return length == null ? text : text + "/" + length;
  }

  private @Nullable String six(Matcher matcher) {
    byte[] address = parsed(matcher.group(7));
    if (address == null) {
      return null;
    }
    String length = matcher.group(8);
    String text = written(other(address, length == null ? 128 : Integer.parseInt(length)));
    return length == null ? text : text + "/" + length;
  }

  private static byte @Nullable [] parsed(String text) {
    if (text.split(":", -1).length < 8 && !text.contains("::")) {
      return null;
    }
    try {
      // No name is looked up for what holds a colon.
      byte[] bytes = InetAddress.getByName(text).getAddress();
      if (bytes.length == 16) {
        return bytes;
      }
      byte[] mapped = new byte[16];
      mapped[10] = (byte) 0xff;
      mapped[11] = (byte) 0xff;
      System.arraycopy(bytes, 0, mapped, 12, 4);
      return mapped;
    } catch (UnknownHostException noAddress) {
      return null;
    }
  }

  private byte[] other(byte[] address, int length) {
    if (AddressMap.isWellKnown(address) && !isMapped(address)) {
      return address;
    }
    if (isMapped(address)) {
      byte[] mapped = address.clone();
      byte[] inside = other(Arrays.copyOfRange(address, 12, 16), 32);
      System.arraycopy(inside, 0, mapped, 12, 4);
      return mapped;
    }
    byte[] other = back ? map.original(address) : map.other(address);
    return isNetwork(address, length) ? network(other, length) : other;
  }

  /** {@code ::ffff:a.b.c.d} and {@code 64:ff9b::a.b.c.d} (RFC 4291, RFC 6052). */
  private static boolean isMapped(byte[] address) {
    if (address.length != 16) {
      return false;
    }
    byte[] mapped = new byte[12];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    byte[] translated = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    return Arrays.equals(address, 0, 12, mapped, 0, 12)
        || Arrays.equals(address, 0, 12, translated, 0, 12);
  }

  /** True for the first address of a network, as routes and rules name it. */
  private static boolean isNetwork(byte[] address, int length) {
    return length < address.length * 8 && Arrays.equals(network(address, length), address);
  }

  private static byte[] network(byte[] address, int length) {
    byte[] network = address.clone();
    for (int bit = length; bit < network.length * 8; bit++) {
      network[bit / 8] &= (byte) ~(0x80 >> bit % 8);
    }
    return network;
  }

  /** RFC 5952: the longest run of zeros is left out. */
  private static String written(byte[] address) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (address[2 * i] & 0xff) << 8 | (address[2 * i + 1] & 0xff);
    }
    int longest = 1;
    int at = -1;
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && groups[i + run] == 0) {
        run++;
      }
      if (run > longest) {
        longest = run;
        at = i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == at) {
        text.append("::");
        i += longest - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
