package dev.whichhop.records;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Looks for many literals in a line at once: Aho and Corasick, "Efficient string matching", CACM
 * 18(6), 1975, as a complete automaton, so the cost of a line is one table look-up per character
 * whatever the number of literals.
 *
 * <p>Characters that occur in no literal are one symbol, which keeps the table small.
 */
public final class LiteralMatcher {
  private final char[] symbolOf = new char[Character.MAX_VALUE + 1];
  private final int symbols;
  private final int[] next;

  /** Literal that ends in a state, -1 for none. */
  private final int[] literalAt;

  /** The longest proper suffix of a state in which a literal ends, 0 for none. */
  private final int[] shorter;

  /** Second and later equal literals, by the first. */
  private final int[] twin;

  /**
   * @param literals none of them empty; found by their index
   * @param ignoreCase for ASCII letters
   */
  public LiteralMatcher(List<String> literals, boolean ignoreCase) {
    symbols = assignSymbols(literals, ignoreCase);
    int most = 1 + literals.stream().mapToInt(String::length).sum();
    int[] table = new int[most * symbols];
    int[] ends = new int[most];
    twin = new int[literals.size()];
    Arrays.fill(ends, -1);
    Arrays.fill(twin, -1);
    int states = 1;
    for (int index = 0; index < literals.size(); index++) {
      int state = 0;
      String literal = literals.get(index);
      if (literal.isEmpty()) {
        throw new IllegalArgumentException("literal " + index + " is empty");
      }
      for (int i = 0; i < literal.length(); i++) {
        int edge = state * symbols + symbolOf[literal.charAt(i)];
        if (table[edge] == 0) {
          table[edge] = states++;
        }
        state = table[edge];
      }
      twin[index] = ends[state];
      ends[state] = index;
    }
    next = Arrays.copyOf(table, states * symbols);
    literalAt = Arrays.copyOf(ends, states);
    shorter = complete(states);
  }

  private int assignSymbols(List<String> literals, boolean ignoreCase) {
    int count = 1;
    for (String literal : literals) {
      for (int i = 0; i < literal.length(); i++) {
        char c = literal.charAt(i);
        if (symbolOf[c] != 0) {
          continue;
        }
        symbolOf[c] = (char) count++;
        if (ignoreCase && c < 128 && Character.isLetter(c)) {
          symbolOf[c ^ 0x20] = symbolOf[c];
        }
      }
    }
    return count;
  }

  /** Turns the trie into an automaton without failure edges, breadth first. */
  private int[] complete(int states) {
    int[] failure = new int[states];
    int[] withLiteral = new int[states];
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    for (int symbol = 0; symbol < symbols; symbol++) {
      if (next[symbol] != 0) {
        queue.add(next[symbol]);
      }
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
      int suffix = failure[state];
      withLiteral[state] = literalAt[suffix] >= 0 ? suffix : withLiteral[suffix];
      for (int symbol = 0; symbol < symbols; symbol++) {
        int edge = state * symbols + symbol;
        int through = next[suffix * symbols + symbol];
        if (next[edge] == 0) {
          next[edge] = through;
        } else {
          failure[next[edge]] = through;
          queue.add(next[edge]);
        }
      }
    }
    return withLiteral;
  }

  /**
   * Sets the bits of the literals that stand in the text; false, and no bit set, when none does.
   */
  public boolean find(String text, BitSet found) {
    boolean any = false;
    int state = 0;
    for (int i = 0; i < text.length(); i++) {
      state = next[state * symbols + symbolOf[text.charAt(i)]];
      if (literalAt[state] >= 0 || shorter[state] > 0) {
        any = true;
        for (int s = literalAt[state] >= 0 ? state : shorter[state]; s > 0; s = shorter[s]) {
          for (int literal = literalAt[s]; literal >= 0; literal = twin[literal]) {
            found.set(literal);
          }
        }
      }
    }
    return any;
  }

  /** The indexes of the literals that stand in the text, in ascending order. */
  public List<Integer> find(String text) {
    BitSet found = new BitSet();
    find(text, found);
    List<Integer> indexes = new ArrayList<>();
    found.stream().forEach(indexes::add);
    return indexes;
  }
}
