package dev.whichhop.flows.duckdb;

import java.util.regex.Pattern;

/**
 * Regular expressions that mean the same to DuckDB and to the interpreter. Both follow RE2, but
 * DuckDB spells named groups otherwise and has another version of Unicode; these need neither.
 */
final class PlainRegex {
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:[\\p{Alnum} _,:;=@%&#\"'<>~!/.*+?|^$-]"
              + "|\\\\[dDwWsSb]"
              + "|\\\\[\\p{Punct}]"
              + "|\\((?:\\?:)?(?!\\?)|\\)"
              + "|\\[\\^?[\\p{Alnum} _,:;=@%&#\"'<>~!/.*+?|$-]+\\])*");

  private PlainRegex() {}

  static boolean is(String pattern) {
    return PLAIN.matcher(pattern).matches();
  }
}
