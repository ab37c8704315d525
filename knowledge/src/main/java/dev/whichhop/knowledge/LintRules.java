package dev.whichhop.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * All rules of {@code whichhop lint} by id, from {@code lint/rules/*.yaml}.
 *
 * <p>Patterns are regular expressions that ignore case. {@code {name}} in one stands for the
 * expression of that name in {@code lint/words.yaml}, so that the many ways to say one thing in two
 * languages are written once.
 */
public final class LintRules {
  private static final Pattern NAME = Pattern.compile("\\{([a-z][a-z-]+)}");
  private static final Pattern ANYTHING = Pattern.compile("(?s).*");
  private static final Set<String> SCOPES = Set.of("prose", "command", "block");

  private final Map<String, String> words;

  private LintRules(Map<String, String> words) {
    this.words = words;
  }

  /** Reads and validates all of them; throws {@link KnowledgeException} for a wrong file. */
  public static Map<String, LintRule> load() {
    LintRules reading = new LintRules(words());
    Map<String, LintRule> rules = new LinkedHashMap<>();
    for (Map.Entry<String, String> file : ResourceFolder.read("lint/rules", ".yaml").entrySet()) {
      DataFile data = DataFile.parse(file.getKey(), file.getValue());
      for (LintRule rule : data.all("rules", reading::rule)) {
        if (rules.put(rule.id(), rule) != null) {
          throw new KnowledgeException(file.getKey(), "rule twice: " + rule.id());
        }
      }
      data.finish();
    }
    return rules;
  }

  private static Map<String, String> words() {
    Map<String, String> words = new HashMap<>();
    for (Map.Entry<String, String> file : ResourceFolder.read("lint", "words.yaml").entrySet()) {
      DataFile data = DataFile.parse(file.getKey(), file.getValue());
      for (String[] word :
          data.all("words", part -> new String[] {part.text("name"), part.text("is")})) {
        words.put(word[0], "(?:" + filled(word[1], words, file.getKey()) + ")");
      }
      data.finish();
    }
    return words;
  }

  private LintRule rule(DataFile data) {
    String id = data.text("id");
    List<LintRule.Words> texts = new ArrayList<>();
    // The words stand in the rule itself where there is one way to say it, else in a list.
    if (!data.texts("says").isEmpty()) {
      texts.add(words(data));
    }
    texts.addAll(data.all("words", this::words));
    return new LintRule(
        id,
        data.word("level", LintRule.Level.class, LintRule.Level.WARNING),
        data.textOr("versions", ""),
        data.text("source"),
        List.copyOf(texts),
        List.copyOf(data.all("fields", this::field)));
  }

  private LintRule.Words words(DataFile data) {
    Set<LintRule.Scope> scopes = new java.util.TreeSet<>();
    for (String scope : data.words("in", SCOPES)) {
      scopes.add(LintRule.Scope.valueOf(scope.toUpperCase(java.util.Locale.ROOT)));
    }
    if (scopes.isEmpty()) {
      throw new KnowledgeException(data.name(), "expected in: " + SCOPES);
    }
    return new LintRule.Words(
        scopes, patterns(data, "about"), patterns(data, "says"), patterns(data, "unless"));
  }

  private LintRule.FieldValue field(DataFile data) {
    String value = data.textOr("value", "");
    return new LintRule.FieldValue(
        List.of(data.text("path").split(" > ")),
        Set.copyOf(data.texts("kinds")),
        value.isEmpty() ? ANYTHING : pattern(data, value),
        number(data, "above", Double.NEGATIVE_INFINITY),
        number(data, "below", Double.POSITIVE_INFINITY),
        data.texts("without"),
        patterns(data, "about"));
  }

  private static double number(DataFile data, String key, double otherwise) {
    String text = data.textOr(key, "");
    try {
      return text.isEmpty() ? otherwise : Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      throw data.wrong(key, text, "numbers");
    }
  }

  private List<Pattern> patterns(DataFile data, String key) {
    return data.texts(key).stream().map(text -> pattern(data, text)).toList();
  }

  private Pattern pattern(DataFile data, String text) {
    try {
      return Pattern.compile(
          filled(text, words, data.name()), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    } catch (PatternSyntaxException wrong) {
      throw new KnowledgeException(data.name(), "not a pattern: " + text, wrong);
    }
  }

  private static String filled(String text, Map<String, String> words, String file) {
    Matcher names = NAME.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (names.find()) {
      String expression = words.get(names.group(1));
      if (expression == null) {
        throw new KnowledgeException(file, "no such word: " + names.group());
      }
      names.appendReplacement(filled, Matcher.quoteReplacement(expression));
    }
    return names.appendTail(filled).toString();
  }
}
