package dev.whichhop.evidence.format;

/**
 * A line that says who made the requests below it: {@code == report-runner-x88s2}, {@code --- from
 * node ip-10-0-3-7 ---}, {@code ### client: office}, {@code ### kubectl exec net-a}, {@code ###
 * jump host (10.0.2.25)}. People put them between the outputs of a loop over pods or nodes.
 */
final class CallerHeading {
  private static final String MARKS = "=-#>*[]: ";
  private static final int LEAST_MARKS = 2;
  private static final int MOST_WORDS = 10;

  private CallerHeading() {}

  /** The caller that the line names; empty when it is no such heading. */
  static String of(String line) {
    int start = 0;
    while (start < line.length() && MARKS.indexOf(line.charAt(start)) >= 0) {
      start++;
    }
    String marks = line.substring(0, start).strip();
    if (marks.length() < LEAST_MARKS || start == line.length()) {
      return "";
    }
    int end = line.length();
    while (MARKS.indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    String heading = line.substring(start, end);
    String entered = CurlCommand.of(heading).caller();
    if (!entered.isEmpty()) {
      return entered;
    }
    String address = CallerName.address(heading);
    if (!address.isEmpty()) {
      return address;
    }
    String[] words = heading.split("\\s+", -1);
    if (words.length > MOST_WORDS) {
      return "";
    }
    for (int i = 0; i + 1 < words.length; i++) {
      boolean says =
          switch (words[i].replace(":", "")) {
            case "from", "pod", "node", "client", "host", "caller", "on", "ssh" -> true;
            default -> false;
          };
      if (says && isName(words[i + 1])) {
        return words[i + 1];
      }
    }
    return words[0];
  }

  /** Names of pods, nodes and hosts have a digit, a dash or a dot; plain words have none. */
  private static boolean isName(String word) {
    return word.chars().anyMatch(c -> c == '-' || c == '.' || Character.isDigit(c));
  }
}
