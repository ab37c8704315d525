package dev.whichhop.flows.language;

/**
 * One word or sign of a query.
 *
 * @param value what it means: the text of a string without its quotes and escapes, the name without
 *     its backticks; of a sign the sign
 */
record Token(Kind kind, String value, Span span) {
  enum Kind {
    NAME,
    QUOTED_NAME,
    STRING,
    NUMBER,
    REGEX,
    /** {@code {{parameter}}} of a saved query. */
    PARAMETER,
    SIGN,
    END
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && value.equals(sign);
  }

  /** Key words, commands and functions are written in any case. */
  boolean isWord(String word) {
    return kind == Kind.NAME && value.equalsIgnoreCase(word);
  }

  boolean touches(Token next) {
    return span.end() == next.span.start();
  }

  String described() {
    return switch (kind) {
      case END -> "the end of the query";
      case STRING -> "the text \"" + shortened() + "\"";
      case REGEX -> "the regular expression /" + shortened() + "/";
      case NUMBER -> "the number " + value;
      case PARAMETER -> "the parameter {{" + value + "}}";
      case QUOTED_NAME -> "the name `" + shortened() + "`";
      case NAME, SIGN -> "'" + shortened() + "'";
    };
  }

  private String shortened() {
    return value.length() <= 40 ? value : value.substring(0, 40) + "…";
  }
}
