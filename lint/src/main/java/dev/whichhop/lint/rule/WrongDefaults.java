package dev.whichhop.lint.rule;

import dev.whichhop.knowledge.KnownDefault;
import dev.whichhop.knowledge.KnownDefaults;
import dev.whichhop.knowledge.LintRule.Scope;
import dev.whichhop.lint.Findings;
import dev.whichhop.lint.Rule;
import dev.whichhop.lint.text.Content;
import dev.whichhop.lint.text.Passage;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text that states a default which the field does not have. */
final class WrongDefaults implements Rule {
  private static final String NUMBER =
      "[\"'(（]?\\s*(\\d[\\d,]*(?:\\.\\d+)?\\s*(?:ms|[smh](?![a-z])|%|Mi|Gi|MB|GB|分钟|秒|seconds?|minutes?|sec|min)?)";

  /** Field, then "default", then the number. */
  private static final String AFTER =
      "(?:%s)[^;；\\n]{0,80}?(?:defaults?|默认)(?:\\s*(?:values?|settings?|值|配置))?"
          + "(?:\\s*(?:is|are|of|to|only|just|就|只有|仅|通常|一般|为|是|即|[:：=|]))*\\s*"
          + NUMBER;

  /** "default", then field, then the number. */
  private static final String BEFORE =
      "(?:defaults?|默认)(?:的|\\s*(?:value|limit|setting)?s?\\s*(?:of|for|is)?\\s*(?:the)?)?[,，]?\\s*(?:%s)"
          + "\\s*(?:is|are|of|to|only|为|是|值|[:：=|]|\\s)*\\s*"
          + NUMBER;

  /** Field, the number, "by default". */
  private static final String BY_DEFAULT =
      "(?:%s)[^.;。；\\n\\d]{0,40}?" + NUMBER + "[^.;。；\\n\\d]{0,12}by default";

  /** A comment that ends with the default, and the field below it. */
  private static final String ABOVE =
      "(?:defaults?|默认)(?:值)?(?:\\s*(?:is|为|是|[:：=]))*\\s*"
          + NUMBER
          + "[^;；\\n\\d]{0,12}\\s(?:%s)\\s*:";

  private record Claim(KnownDefault of, List<Pattern> forms) {}

  private final List<Claim> claims =
      KnownDefaults.load().stream()
          .map(one ->
              new Claim(
                  one,
                  List.of(
                      form(AFTER, one.field()),
                      form(BEFORE, one.field()),
                      form(BY_DEFAULT, one.field()),
                      form(ABOVE, one.field()))))
          .toList();

  private static Pattern form(String form, String field) {
    return Pattern.compile(
        form.replace("%s", field), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  @Override
  public void look(List<Content> contents, Findings into) {
    for (Content content : contents) {
      for (Passage passage : content.passages()) {
        if (passage.scope() == Scope.PROSE) {
          claims.forEach(claim -> look(claim, passage, content, into));
        }
      }
    }
  }

  private static void look(Claim claim, Passage passage, Content content, Findings into) {
    String text = passage.text().text();
    if (claim.of().unless().matcher(text).find()) {
      return;
    }
    for (Pattern form : claim.forms()) {
      Matcher matcher = form.matcher(text);
      while (matcher.find()) {
        String said = matcher.group(1).strip();
        if (!claim.of().accepts(said)) {
          into.at(
              passage.text(),
              matcher.start(1),
              "wrong-default",
              Map.of(
                  "field", claim.of().name(),
                  "said", said,
                  "right", claim.of().right(),
                  "source", claim.of().source()),
              content);
        }
      }
    }
  }
}
