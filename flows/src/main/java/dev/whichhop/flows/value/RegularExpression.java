package dev.whichhop.flows.value;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A regular expression of a query, in RE2 syntax.
 *
 * <p>CloudWatch documents RE2 for {@code regexReplace}; it matches in linear time, so that no
 * expression can stop a query. Look-around and back references do not exist in it.
 */
public final class RegularExpression {
  private final Pattern pattern;
  private final List<String> names;

  private RegularExpression(Pattern pattern) {
    this.pattern = pattern;
    this.names =
        pattern.namedGroups().entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .toList();
  }

  /**
   * @throws IllegalArgumentException with what is wrong with it
   */
  public static RegularExpression of(String pattern) {
    ExpressionSize.check(pattern);
    try {
      return new RegularExpression(Pattern.compile(pattern));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription() + ": " + e.getPattern(), e);
    }
  }

  /** As it is written. */
  public String pattern() {
    return pattern.pattern();
  }

  /** Whether it matches somewhere in the text. */
  public boolean matches(String text) {
    return pattern.matcher(text).find();
  }

  /** The names of its groups, from left to right. */
  public List<String> names() {
    return names;
  }

  /** The named groups of the first match; none when there is no match. */
  public Map<String, Value> groups(String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return Collections.emptyMap();
    }
    Map<String, Value> groups = new LinkedHashMap<>();
    names.forEach(name -> groups.put(name, Value.of(matcher.group(name))));
    return groups;
  }

  /** Every match replaced; {@code \1} or {@code $1} in the replacement is the first group. */
  public String replace(String text, String replacement) {
    return pattern.matcher(text).replaceAll(replacement.replaceAll("\\\\([0-9])", "\\$$1"));
  }
}
