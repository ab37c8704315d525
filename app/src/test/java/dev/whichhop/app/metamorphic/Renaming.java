package dev.whichhop.app.metamorphic;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Other names for the same things: every word that names a namespace, workload, service or host
 * becomes another word wherever it stands, and private addresses move to another network.
 *
 * <p>Words that mean something in this field (those of the fact sheets) keep their spelling.
 */
final class Renaming {
  private static final Pattern NAME =
      Pattern.compile("(?m)\\b(?:name|namespace|app|service)\"?: *\"?([a-z][a-z0-9-]*)");
  private static final Pattern HOST =
      Pattern.compile(
          "\\b([a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)+)\\.(?:com|org|net|example|internal)\\b");
  private static final Pattern LETTERS = Pattern.compile("[a-z]{3,}");
  private static final Pattern TOKEN =
      Pattern.compile("(?<![A-Za-z0-9_])[a-z]{3,}(?![A-Za-z0-9_])");

  /** Networks so large that the bit that is turned over lies in them stay as they are. */
  private static final Pattern PRIVATE =
      Pattern.compile(
          "(?<![0-9.])(?:10([.-])\\d{1,3}\\1\\d{1,3}\\1\\d{1,3}(?!\\d|\\.\\d|/[89]\\b)"
              + "|172([.-])(?:1[6-9]|2\\d|3[01])\\2\\d{1,3}\\2\\d{1,3}(?!\\d|\\.\\d|/12\\b)"
              + "|192([.-])168\\3\\d{1,3}\\3\\d{1,3}(?!\\d|\\.\\d|/1[67]\\b))");

  private Renaming() {}

  static EvidenceFolder apply(EvidenceFolder evidence, Random random, Set<String> vocabulary) {
    Set<String> named = new HashSet<>();
    evidence
        .texts()
        .forEach(text -> {
          collect(NAME, text, named);
          collect(HOST, text, named);
        });
    named.removeIf(word -> vocabulary.contains(word.toLowerCase(Locale.ROOT)));
    Map<String, String> others = new HashMap<>();
    Set<String> taken = new HashSet<>(vocabulary);
    named.stream()
        .sorted()
        .forEach(word -> others.put(word, another(word.length(), random, taken)));
    return evidence.mapTexts((name, text) -> {
      String renamed =
          TOKEN
              .matcher(text)
              .replaceAll(match -> others.getOrDefault(match.group(), match.group()));
      return PRIVATE.matcher(renamed).replaceAll(Renaming::moved);
    });
  }

  private static void collect(Pattern pattern, String text, Set<String> words) {
    Matcher found = pattern.matcher(text);
    while (found.find()) {
      Matcher letters = LETTERS.matcher(found.group(1));
      while (letters.find()) {
        words.add(letters.group());
      }
    }
  }

  /** A word of that length that nobody uses yet; consonants only, so that it is no word. */
  private static String another(int length, Random random, Set<String> taken) {
    String consonants = "bcdfghjklmnpqrstvwxz";
    while (true) {
      StringBuilder word = new StringBuilder();
      for (int i = 0; i < length; i++) {
        word.append(consonants.charAt(random.nextInt(consonants.length())));
      }
      if (taken.add(word.toString())) {
        return word.toString();
      }
    }
  }

  /** One bit of the network part turned over: equal stays equal, near stays near. */
  private static String moved(java.util.regex.MatchResult address) {
    String text = address.group();
    char dot = text.contains("-") ? '-' : '.';
    String[] parts = text.split("[.-]");
    int at = parts[0].equals("192") ? 2 : 1;
    int bit = parts[0].equals("172") ? 8 : 64;
    parts[at] = Integer.toString(Integer.parseInt(parts[at]) ^ bit);
    return String.join(Character.toString(dot), parts);
  }
}
