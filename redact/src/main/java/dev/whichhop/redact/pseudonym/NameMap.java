package dev.whichhop.redact.pseudonym;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Other words for the words that names are made of, one each, so that a name is still a part of
 * another where it was one: {@code cart} in {@code cart-7d9f8c6b5-x2kqp} and in {@code
 * cart.shop.svc.cluster.local}.
 */
final class NameMap {
  private static final String CONSONANTS = "bcdfghjklmnpqrstvwxz";
  private static final String VOWELS = "aeiou";

  /** Shorter ones are too often something else, such as a unit. */
  private static final int SHORTEST = 3;

  /** What Kubernetes puts behind names (apimachinery {@code pkg/util/rand}), and versions. */
  private static final Pattern GENERATED =
      Pattern.compile(
          "[bcdfghjklmnpqrstvwxz2456789]{5}|(?=.*\\d)[bcdfghjklmnpqrstvwxz2456789]{8,10}"
              + "|(?=.*\\d)[0-9a-f]{2,11}|v?\\d+[a-z]{0,2}\\d*|[0-9a-f]{12,}");

  private static final Pattern LETTER = Pattern.compile(".*[a-z].*");

  private final Chance chance;
  private final SortedMap<String, String> others = new TreeMap<>();
  private final Set<String> taken = new HashSet<>();

  NameMap(Chance chance, Map<String, String> known) {
    this.chance = chance;
    others.putAll(known);
    taken.addAll(known.values());
  }

  /** The words that have another one. */
  SortedMap<String, String> others() {
    return others;
  }

  /** A word that stands in the evidence must not become the other word of a second one. */
  void seen(String lowerCaseWord) {
    taken.add(lowerCaseWord);
  }

  /** Whether the word tells whose thing it is. */
  static boolean isTelling(String lowerCaseWord) {
    return lowerCaseWord.length() >= SHORTEST
        && !Vocabulary.has(lowerCaseWord)
        && LETTER.matcher(lowerCaseWord).matches()
        && !GENERATED.matcher(lowerCaseWord).matches();
  }

  /** Gives a word another one of the same length. */
  void addWord(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (isTelling(lower)) {
      add(lower, CONSONANTS, VOWELS);
    }
  }

  /** Gives an id of hexadecimal digits another one. */
  void addHex(String id) {
    add(id.toLowerCase(Locale.ROOT), "0123456789abcdef", "0123456789abcdef");
  }

  /** Gives an account another number. */
  void addNumber(String number) {
    add(number, "123456789", "0123456789");
  }

  private void add(String word, String odd, String even) {
    if (others.containsKey(word)) {
      return;
    }
    for (int attempt = 0; ; attempt++) {
      String other = other(word, attempt, odd, even);
      if (!Vocabulary.has(other) && !others.containsKey(other) && taken.add(other)) {
        others.put(word, other);
        return;
      }
    }
  }

  /** Letters become letters; digits within a word stay, so that they do in names of a series. */
  private String other(String word, int attempt, String odd, String even) {
    boolean letters = odd.equals(CONSONANTS);
    // Where the words of a length run out, the next ones are longer.
    int length = word.length() + attempt / 2_000;
    StringBuilder other = new StringBuilder(length);
    byte[] bytes = chance.bytes("name " + attempt + " " + word);
    for (int i = 0; i < length; i++) {
      if (i > 0 && i % bytes.length == 0) {
        bytes = chance.bytes("name " + attempt + " " + i + " " + word);
      }
      boolean digit = i < word.length() && Character.isDigit(word.charAt(i));
      String from = i % 2 == 0 ? odd : even;
      char c = from.charAt((bytes[i % bytes.length] & 0xff) % from.length());
      other.append(letters && digit ? word.charAt(i) : c);
    }
    return other.toString();
  }

  /** The other word in the letter case of this one; null when it has none. */
  static @Nullable String like(String word, Map<String, String> others) {
    String other = others.get(word.toLowerCase(Locale.ROOT));
    if (other == null || word.equals(word.toLowerCase(Locale.ROOT))) {
      return other;
    }
    if (word.equals(word.toUpperCase(Locale.ROOT))) {
      return other.toUpperCase(Locale.ROOT);
    }
    return Character.isUpperCase(word.charAt(0))
        ? other.substring(0, 1).toUpperCase(Locale.ROOT) + other.substring(1)
        : other;
  }
}
