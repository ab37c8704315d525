package dev.whichhop.flows.value;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a regular expression becomes when its counted repetitions are written out, as its
 * compiler does: {@code ((a{100}){100}){100}} is a million characters, and would fill the memory.
 *
 * <p>The size is estimated from above without judging the syntax, which is left to the compiler.
 */
final class ExpressionSize {
  /** Far more than anybody writes, and compiled in milliseconds. */
  private static final long LARGEST = 20_000;

  /** The compiler is recursive. */
  private static final int DEEPEST = 200;

  private static final Pattern COUNT = Pattern.compile("\\{([0-9]{1,9})(,([0-9]{0,9}))?\\}");

  private final String pattern;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long size;
  private long atom;

  private ExpressionSize(String pattern) {
    this.pattern = pattern;
  }

  /**
   * @throws IllegalArgumentException when the expression is too large or too deep
   */
  static void check(String pattern) {
    new ExpressionSize(pattern).check();
  }

  private void check() {
    int at = 0;
    while (at < pattern.length()) {
      at = step(at);
      if (size > LARGEST || outer.size() > DEEPEST) {
        throw new IllegalArgumentException("repetitions or brackets beyond all measure");
      }
    }
  }

  /** Takes what stands at a place; gives the place behind it. */
  private int step(int at) {
    switch (pattern.charAt(at)) {
      case '\\' -> {
        add(1);
        return at + 2;
      }
      case '[' -> {
        add(1);
        return afterClass(at);
      }
      case '(' -> {
        outer.push(size);
        size = 0;
        return at + 1;
      }
      case ')' -> {
        long group = size + 1;
        size = outer.isEmpty() ? 0 : outer.pop();
        add(group);
        return at + 1;
      }
      case '{' -> {
        Matcher count = COUNT.matcher(pattern).region(at, pattern.length());
        if (count.lookingAt()) {
          String most = count.group(3);
          String times = most == null || most.isEmpty() ? count.group(1) : most;
          repeat(Math.max(1, Long.parseLong(times)));
          return count.end();
        }
        add(1);
        return at + 1;
      }
      default -> {
        add(1);
        return at + 1;
      }
    }
  }

  private void add(long one) {
    atom = one;
    size += one;
  }

  private void repeat(long times) {
    size += atom * (times - 1);
    atom *= times;
  }

  private int afterClass(int at) {
    int end = at + 1;
    while (end < pattern.length() && (pattern.charAt(end) != ']' || end == at + 1)) {
      end += pattern.charAt(end) == '\\' ? 2 : 1;
    }
    return end + 1;
  }
}
