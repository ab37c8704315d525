package dev.whichhop.model.evidence;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys and texts of packed documents by number. A key has one number, by which it is looked up;
 * of texts only those met lately are found again, which is most of them: the objects of a list are
 * alike.
 */
final class TextTable {
  private static final int FEW = 1 << 6;
  private static final int MOST_REMEMBERED = 1 << 16;

  /** What a text of ASCII takes beside its characters, its number included; bytes. */
  private static final int AROUND = 48;

  private final Map<String, Integer> numbers = new HashMap<>();
  private String[] keys = new String[FEW];
  private String[] texts = new String[FEW];
  private int textCount;
  private long bytes;

  /** Numbers of texts, each plus one, by the last bits of their hash. */
  private int[] remembered = new int[FEW];

  /** The number of a key; it gets one when it has none. */
  int addKey(String key) {
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    int number = numbers.size();
    numbers.put(key, number);
    keys = number == keys.length ? Arrays.copyOf(keys, 2 * number) : keys;
    keys[number] = key;
    bytes += AROUND + key.length();
    return number;
  }

  /** The number of a key; -1 when no document has it. */
  int keyNumber(String key) {
    return numbers.getOrDefault(key, -1);
  }

  String key(int number) {
    return keys[number];
  }

  int keyCount() {
    return numbers.size();
  }

  int addText(String text) {
    int slot = text.hashCode() & remembered.length - 1;
    int number = remembered[slot] - 1;
    if (number >= 0 && texts[number].equals(text)) {
      return number;
    }
    texts = textCount == texts.length ? Arrays.copyOf(texts, 2 * textCount) : texts;
    texts[textCount++] = text;
    bytes += AROUND + text.length();
    if (textCount > remembered.length && remembered.length < MOST_REMEMBERED) {
      remembered = new int[4 * remembered.length];
      slot = text.hashCode() & remembered.length - 1;
    }
    remembered[slot] = textCount;
    return textCount - 1;
  }

  /** What all of them take. */
  long bytes() {
    return bytes;
  }

  String text(int number) {
    return texts[number];
  }
}
