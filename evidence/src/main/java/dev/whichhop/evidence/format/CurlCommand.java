package dev.whichhop.evidence.format;

import dev.whichhop.records.log.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a recorded command line says of the requests that it made: alone or within a loop, {@code
 * kubectl exec} or {@code sh -c}.
 *
 * @param caller pod or deployment that {@code kubectl exec} named; empty when there is none
 * @param url the first URL behind {@code curl} or {@code wget}; empty when there is none
 * @param host value of a {@code Host} header given; empty when there is none
 * @param limit of {@code -m} or {@code --max-time}
 * @param connectLimit of {@code --connect-timeout}
 */
record CurlCommand(
    String caller,
    String url,
    String method,
    String host,
    @Nullable Duration limit,
    @Nullable Duration connectLimit) {

  static CurlCommand of(String command) {
    List<String> words = words(command);
    String caller = "";
    String url = "";
    String method = "";
    String host = "";
    Duration limit = null;
    Duration connectLimit = null;
    boolean requesting = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String next = i + 1 < words.size() ? words.get(i + 1) : "";
      switch (word) {
        case "exec" -> caller = caller.isEmpty() ? pod(words, i + 1) : caller;
        case "-m", "--max-time" -> limit = seconds(next);
        case "--connect-timeout" -> connectLimit = seconds(next);
        case "curl", "wget" -> requesting = true;
        case "-X", "--request" -> method = next;
        case "-I", "--head" -> method = requesting ? "HEAD" : method;
        case "-H", "--header" ->
            host = next.regionMatches(true, 0, "host:", 0, 5) ? rest(words, i + 1) : host;
        default -> {
          boolean known = word.indexOf('$') < 0;
          if (url.isEmpty()
              && known
              && (word.startsWith("http://") || word.startsWith("https://"))) {
            url = trimmed(word);
          }
        }
      }
    }
    return new CurlCommand(caller, url, method, host, limit, connectLimit);
  }

  /** True when the command makes requests. */
  static boolean isRequest(String command) {
    return command.contains("curl ") || command.contains("wget ");
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    for (String word : command.split("[\\s'\"`();]+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private static String rest(List<String> words, int header) {
    String value = words.get(header).substring(5);
    return value.isEmpty() && header + 1 < words.size() ? words.get(header + 1) : value;
  }

  /** The first word behind {@code exec} that is no option and no option's value. */
  private static String pod(List<String> words, int from) {
    for (int i = from; i < words.size() && !words.get(i).equals("--"); i++) {
      String word = words.get(i);
      if (word.equals("-n") || word.equals("-c") || word.equals("--context")) {
        i++;
      } else if (!word.startsWith("-")) {
        return word.substring(word.indexOf('/') + 1);
      }
    }
    return "";
  }

  private static @Nullable Duration seconds(String text) {
    return Durations.ofField("seconds", text);
  }

  private static String trimmed(String url) {
    int end = url.length();
    while (end > 0 && "|&,".indexOf(url.charAt(end - 1)) >= 0) {
      end--;
    }
    return url.substring(0, end);
  }
}
