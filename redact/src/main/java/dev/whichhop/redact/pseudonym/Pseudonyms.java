package dev.whichhop.redact.pseudonym;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Other names and addresses. First all of the evidence is shown to {@link #learn}, then every text
 * of it is {@link #replaced}. With the same key the same things get the same names, so two bundles
 * can be compared, and whoever has the key can read an answer back.
 */
public final class Pseudonyms {
  /** The first line of a key. */
  public static final String HEADING = "whichhop pseudonyms 1";

  /** Longer words cannot become another word by chance. */
  private static final int LONGEST_SEEN = 7;

  private final byte[] key;
  private final NameMap names;
  private final NameFinder finder;
  private final Addresses addresses;
  private final Map<String, String> originals = new HashMap<>();
  private final Addresses originalAddresses;

  private Pseudonyms(byte[] key, Map<String, String> known) {
    Chance chance = new Chance(key);
    this.key = key.clone();
    this.names = new NameMap(chance, known);
    this.finder = new NameFinder(names);
    this.addresses = new Addresses(new AddressMap(chance), false);
    this.originalAddresses = new Addresses(new AddressMap(chance), true);
  }

  /**
   * Names that nobody knows yet.
   *
   * @param key 32 bytes that nobody can guess
   */
  public static Pseudonyms fresh(byte[] key) {
    return new Pseudonyms(key, Map.of());
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is something else; the message says where
   */
  public static Pseudonyms of(String text) {
    Map<String, String> known = new TreeMap<>();
    String[] lines = text.split("\n", -1);
    if (lines.length < 2 || !lines[0].equals(HEADING)) {
      throw new IllegalArgumentException("line 1: expected '" + HEADING + "'");
    }
    for (int i = 2; i < lines.length; i++) {
      String[] pair = lines[i].split(" ", -1);
      if (pair.length == 2) {
        known.put(pair[1], pair[0]);
      } else if (!lines[i].isEmpty()) {
        throw new IllegalArgumentException("line " + (i + 1) + ": expected two words");
      }
    }
    return new Pseudonyms(HexFormat.of().parseHex(lines[1]), known);
  }

  /** The key and the names, for a file that is kept apart from every bundle. */
  public String text() {
    StringBuilder text = new StringBuilder(HEADING).append('\n');
    text.append(HexFormat.of().formatHex(key)).append('\n');
    names.others().forEach((name, other) -> text.append(other + " " + name + "\n"));
    return text.toString();
  }

  /** How many words have another. */
  public int size() {
    return names.others().size();
  }

  /** Notes the names in the name of a file, whose lines follow. */
  public void learnFile(String name) {
    finder.file();
    learn(name);
  }

  /** Notes the names in a line, and the words that are in use. */
  public void learn(String line) {
    Words.each(
        line,
        (start, end) -> {
          if (end - start <= LONGEST_SEEN) {
            names.seen(line.substring(start, end).toLowerCase(Locale.ROOT));
          }
        });
    finder.line(line);
  }

  /** The text with other names and addresses. */
  public String replaced(String text) {
    return replaced(text, names.others(), addresses);
  }

  /** Turns the other names and addresses of a text back. */
  public String revealed(String text) {
    if (originals.size() != names.others().size()) {
      names.others().forEach((name, other) -> originals.put(other, name));
    }
    return replaced(text, originals, originalAddresses);
  }

  private static String replaced(String text, Map<String, String> others, Addresses addresses) {
    StringBuilder out = new StringBuilder(text.length());
    int[] done = {0};
    Words.each(
        text,
        (start, end) -> {
          String other = NameMap.like(text.substring(start, end), others);
          if (other != null) {
            out.append(text, done[0], start).append(other);
            done[0] = end;
          }
        });
    String named = done[0] == 0 ? text : out.append(text, done[0], text.length()).toString();
    return addresses.replaced(named);
  }
}
