package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said in Chinese is not half English: names and quoted evidence are, its words are not.
 */
final class ChineseTest {
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

  /**
   * Words that stand in no name, command or setting, and kinds of failure as the model has them.
   */
  private static final Pattern ENGLISH =
      Pattern.compile(
          "\\b(the|every|failing|failures|its|that|empty reply|connect timeout)\\b"
              + "|：(tls|timeout|reset|refused|dns)，|（(caller|inbound|outbound)）");

  /** Quoted evidence and values with their places. */
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|`[^`]*`|\\[[^\\]]*\\]");

  static List<Path> cases() throws java.io.IOException {
    return RemediesOfCasesTest.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sentencesHaveNoEnglishWords(Path evidence) {
    String text = Run.of("diagnose", evidence.toString(), "--lang", "zh").out();
    List<String> mixed =
        text.lines()
            .filter(line -> !line.contains("撤销") && !line.contains("日志说明原因"))
            .filter(line -> CHINESE.matcher(line).find())
            .map(line -> QUOTED.matcher(line).replaceAll(""))
            .filter(line -> ENGLISH.matcher(line).find())
            .toList();
    assertThat(text).matches("(?s).*\\p{IsHan}.*");
    assertThat(mixed).isEmpty();
  }
}
