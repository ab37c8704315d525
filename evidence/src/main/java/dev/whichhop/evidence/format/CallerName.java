package dev.whichhop.evidence.format;

import dev.whichhop.evidence.source.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Who made the requests of a transcript: the pod that {@code kubectl exec} names, else the address
 * in a comment above the command ({@code ## vm, ip addr: 10.0.0.7}) or in what {@code hostname -i}
 * printed, else the host in the prompt ({@code ubuntu@ip-10-0-0-7:~$}), else the file.
 */
final class CallerName {
  /** Words that say whose address a comment names; without one it may be anybody's. */
  private static final List<String> OWN =
      List.of("addr", "client", "from ", "caller", "source", "from:");

  private CallerName() {}

  static String of(TextFile file, CurlCommand command) {
    if (!command.caller().isEmpty()) {
      return command.caller();
    }
    List<String> lines = new ArrayList<>(file.caption());
    for (String line : file.head()) {
      boolean comment = line.startsWith("#");
      boolean printed = file.command().contains("hostname -") && address(line).equals(line.strip());
      if (!comment && !printed) {
        break;
      }
      lines.add(printed ? "addr " + line : line);
    }
    for (String line : lines.reversed()) {
      String folded = line.toLowerCase(Locale.ROOT);
      String address = address(line);
      if (!address.isEmpty() && OWN.stream().anyMatch(folded::contains)) {
        return address;
      }
    }
    String host = file.caption().isEmpty() ? "" : host(file.caption().getLast());
    return host.isEmpty() ? file.name() : host;
  }

  /** The host of {@code user@host:~$}; empty when the prompt names none. */
  private static String host(String prompt) {
    int at = prompt.indexOf('@');
    int end = at + 1;
    while (end < prompt.length() && isHostLetter(prompt.charAt(end))) {
      end++;
    }
    return at < 0 ? "" : prompt.substring(at + 1, end);
  }

  private static boolean isHostLetter(char letter) {
    return Character.isLetterOrDigit(letter) || letter == '-' || letter == '.';
  }

  /** The only IPv4 address of the line; empty when it has none or several. */
  static String address(String line) {
    String found = "";
    for (String word : line.split("[^0-9A-Za-z.:/_-]+", -1)) {
      String[] parts = word.split("\\.", -1);
      boolean address = parts.length == 4;
      for (String part : parts) {
        address &=
            !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(Character::isDigit);
      }
      if (address && !found.isEmpty()) {
        return "";
      }
      found = address ? word : found;
    }
    return found;
  }
}
