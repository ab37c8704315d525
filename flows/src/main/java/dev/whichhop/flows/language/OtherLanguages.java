package dev.whichhop.flows.language;

import dev.whichhop.flows.language.Token.Kind;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people write who know SQL, Splunk or a programming language, and what stands for it here.
 * Collected from public queries that CloudWatch cannot run.
 */
final class OtherLanguages {
  private OtherLanguages() {}

  /**
   * What to write instead of a token that the grammar has no place for.
   *
   * @param before the token before it; null at the beginning
   */
  static Optional<String> advice(@Nullable Token before, Token found, Token after) {
    return Optional.ofNullable(
        switch (found.kind()) {
          case NAME -> ofWord(before, found);
          case STRING -> ofText(before, found);
          case SIGN -> ofSign(before, found, after);
          case QUOTED_NAME, NUMBER, REGEX, PARAMETER, END -> null;
        });
  }

  private static @Nullable String ofWord(@Nullable Token before, Token found) {
    if (before != null && before.kind() == Kind.REGEX) {
      if (before.touches(found)) {
        return "flags stand in the expression: /(?i)…/";
      }
      if (found.isWord("as")) {
        return "the expression itself names what it finds: /(?<name>…)/";
      }
    }
    if (before != null && before.isWord("distinct")) {
      return "write countDistinct(field)";
    }
    return switch (found.value().toLowerCase(Locale.ROOT)) {
      case "is" -> "write ispresent(field), or not ispresent(field)";
      case "between" -> "write field >= 1 and field <= 5";
      case "contains", "ilike", "matches", "rlike", "regexp" ->
          "write like \"text\", or like /(?i)text/ in any case of letters";
      case "when" -> "write if(condition, value, otherwise), or case(condition, value, otherwise)";
      case "group" -> "groups stand after by: stats count(*) by field";
      case "having" -> "write | filter after stats";
      default -> null;
    };
  }

  private static @Nullable String ofText(@Nullable Token before, Token found) {
    if (before == null) {
      return null;
    }
    if (before.isWord("as") || before.isSign(".")) {
      return found.value().isEmpty() || found.value().contains("`")
          ? "a name stands without quotes"
          : "a name with such characters stands in backticks: `" + found.value() + "`";
    }
    return before.isSign("(") ? "a list stands in square brackets: [\"a\", \"b\"]" : null;
  }

  private static @Nullable String ofSign(@Nullable Token before, Token found, Token after) {
    if (isDoubled(found, after, "-") || (before != null && isDoubled(before, found, "/"))) {
      return "a comment begins with #";
    }
    if (before == null) {
      return null;
    }
    if (isDoubled(before, found, "|")) {
      return "write or";
    }
    if (before.isSign("<") && found.isSign(">") && before.touches(found)) {
      return "write !=";
    }
    if (found.isSign("/") && (before.isWord("or") || before.isWord("and"))) {
      return "each expression needs its own like: field like /a/ or field like /b/";
    }
    if (found.isSign("*") && (before.isWord("fields") || before.isWord("display"))) {
      return "name the fields; the whole event is @message";
    }
    return null;
  }

  private static boolean isDoubled(Token first, Token second, String sign) {
    return first.isSign(sign) && second.isSign(sign) && first.touches(second);
  }
}
