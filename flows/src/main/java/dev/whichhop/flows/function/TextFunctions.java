package dev.whichhop.flows.function;

import static dev.whichhop.flows.function.Function.Kind.NUMBER;
import static dev.whichhop.flows.function.Function.Kind.STRUCTURE;
import static dev.whichhop.flows.function.Function.Kind.TEXT;
import static dev.whichhop.flows.function.Function.Kind.TRUTH;

import dev.whichhop.flows.value.Assumption;
import dev.whichhop.flows.value.Json;
import dev.whichhop.flows.value.RegularExpression;
import dev.whichhop.flows.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Functions of texts; of a missing text they give nothing, except where their page says otherwise.
 *
 * <p>Source: CWL_QuerySyntax-operations-functions.
 */
final class TextFunctions {
  /** The expression of the last call: in a query it is nearly always a literal. */
  private static final AtomicReference<@Nullable RegularExpression> LAST = new AtomicReference<>();

  private TextFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.of(
            "isempty(text)", 1, 1, TRUTH, arguments -> Value.of(orEmpty(arguments, 0).isEmpty())),
        ScalarFunction.of(
            "isblank(text)", 1, 1, TRUTH, arguments -> Value.of(orEmpty(arguments, 0).isBlank())),
        ScalarFunction.of(
                "concat(text, …)",
                1,
                ScalarFunction.MANY,
                TEXT,
                arguments ->
                    Value.of(
                        arguments.stream()
                            .map(TextFunctions::orEmpty)
                            .collect(Collectors.joining())))
            .assuming(Assumption.CONCAT_MISSING),
        trim("ltrim(text[, characters])", true, false),
        trim("rtrim(text[, characters])", false, true),
        trim("trim(text[, characters])", true, true),
        ScalarFunction.of(
            "strlen(text)",
            1,
            1,
            NUMBER,
            arguments -> {
              String text = arguments.getFirst().text();
              return text == null ? Value.MISSING : Value.of(text.codePointCount(0, text.length()));
            }),
        of("toupper(text)", text -> text.toUpperCase(Locale.ROOT)),
        of("tolower(text)", text -> text.toLowerCase(Locale.ROOT)),
        ScalarFunction.of("substr(text, start[, length])", 2, 3, TEXT, TextFunctions::substring)
            .assuming(Assumption.DETAILS),
        ScalarFunction.of("replace(text, part, by)", 3, 3, TEXT, TextFunctions::replace),
        ScalarFunction.of("regexReplace(text, pattern, by)", 3, 3, TEXT, TextFunctions::replaceAll),
        ScalarFunction.of(
            "strcontains(text, part[, ignoreCase])", 2, 3, TRUTH, TextFunctions::contains),
        test("startsWith(text, part)", String::startsWith),
        test("endsWith(text, part)", String::endsWith),
        ScalarFunction.of("split(text, delimiter)", 2, 2, STRUCTURE, TextFunctions::split)
            .assuming(Assumption.DETAILS));
  }

  private static ScalarFunction of(String signature, UnaryOperator<String> operator) {
    return ScalarFunction.of(
        signature,
        1,
        1,
        TEXT,
        arguments -> {
          String text = arguments.getFirst().text();
          return text == null ? Value.MISSING : Value.of(operator.apply(text));
        });
  }

  private static ScalarFunction test(String signature, BiPredicate<String, String> test) {
    return ScalarFunction.of(
        signature,
        2,
        2,
        TRUTH,
        arguments -> {
          String text = arguments.getFirst().text();
          String part = arguments.get(1).text();
          return Value.of(text != null && part != null && test.test(text, part));
        });
  }

  private static String orEmpty(List<Value> arguments, int index) {
    return orEmpty(arguments.get(index));
  }

  private static String orEmpty(Value value) {
    String text = value.text();
    return text == null ? "" : text;
  }

  /** The second argument is a set of characters, and takes the place of white space. */
  private static ScalarFunction trim(String signature, boolean left, boolean right) {
    return ScalarFunction.of(
        signature,
        1,
        2,
        TEXT,
        arguments -> {
          String text = arguments.getFirst().text();
          String set = arguments.size() == 2 ? arguments.get(1).text() : "";
          if (text == null || set == null) {
            return Value.MISSING;
          }
          IntPredicate trimmed =
              arguments.size() == 2
                  ? c -> set.codePoints().anyMatch(one -> one == c)
                  : Character::isWhitespace;
          return Value.of(trim(text, trimmed, left, right));
        });
  }

  private static String trim(String text, IntPredicate trimmed, boolean left, boolean right) {
    int[] points = text.codePoints().toArray();
    int start = 0;
    int end = points.length;
    while (left && start < end && trimmed.test(points[start])) {
      start++;
    }
    while (right && end > start && trimmed.test(points[end - 1])) {
      end--;
    }
    return new String(points, start, end - start);
  }

  /** From 0, in code points; what lies outside the text is empty. */
  private static Value substring(List<Value> arguments) {
    String text = arguments.getFirst().text();
    OptionalDouble start = arguments.get(1).number();
    OptionalDouble length =
        arguments.size() == 3 ? arguments.get(2).number() : OptionalDouble.of(Integer.MAX_VALUE);
    if (text == null || start.isEmpty() || length.isEmpty()) {
      return Value.MISSING;
    }
    int[] points = text.codePoints().toArray();
    int from = (int) Math.clamp(start.getAsDouble(), 0, points.length);
    int most = (int) Math.clamp(length.getAsDouble(), 0, points.length - from);
    return Value.of(new String(points, from, most));
  }

  private static Value replace(List<Value> arguments) {
    String text = arguments.getFirst().text();
    String part = arguments.get(1).text();
    String by = arguments.get(2).text();
    if (text == null || part == null || by == null) {
      return Value.MISSING;
    }
    return Value.of(part.isEmpty() ? text : text.replace(part, by));
  }

  private static Value replaceAll(List<Value> arguments) {
    String text = arguments.getFirst().text();
    String pattern = arguments.get(1).text();
    String by = arguments.get(2).text();
    if (text == null || pattern == null || by == null) {
      return Value.MISSING;
    }
    try {
      return Value.of(regex(pattern).replace(text, by));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // Literal patterns were checked before the query ran; this one came out of an event.
      return Value.MISSING;
    }
  }

  private static RegularExpression regex(String pattern) {
    RegularExpression last = LAST.get();
    if (last != null && last.pattern().equals(pattern)) {
      return last;
    }
    RegularExpression regex = RegularExpression.of(pattern);
    LAST.set(regex);
    return regex;
  }

  private static Value contains(List<Value> arguments) {
    String text = arguments.getFirst().text();
    String part = arguments.get(1).text();
    if (text == null || part == null) {
      return Value.FALSE;
    }
    boolean ignoreCase = arguments.size() == 3 && arguments.get(2).truth();
    return Value.of(
        ignoreCase
            ? text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT))
            : text.contains(part));
  }

  private static Value split(List<Value> arguments) {
    String text = arguments.getFirst().text();
    @Nullable String delimiter = arguments.get(1).text();
    if (text == null || delimiter == null || delimiter.isEmpty()) {
      return Value.MISSING;
    }
    return Json.list(Stream.of(text.split(Pattern.quote(delimiter), -1)).map(Value::of).toList());
  }
}
