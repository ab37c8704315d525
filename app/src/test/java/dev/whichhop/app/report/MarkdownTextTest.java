package dev.whichhop.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class MarkdownTextTest {
  @Example
  void textStaysText() {
    assertThat(MarkdownText.line("**bold** `code` [a](b) <img src=x> a|b ~~c~~ $x$"))
        .isEqualTo(
            "\\*\\*bold\\*\\* \\`code\\` \\[a\\](b) \\<img src=x\\> a\\|b \\~\\~c\\~\\~ \\$x\\$");
  }

  @Example
  void nobodyIsMentionedAndNothingIsLinked() {
    assertThat(MarkdownText.line("ping @octocat, see #12, http://a.example and www.b.example"))
        .isEqualTo(
            "ping @<!-- -->octocat, see #<!-- -->12, http:\\//a.example and www\\.b.example");
  }

  @Example
  void noBlockBegins() {
    assertThat(MarkdownText.line("# heading")).startsWith("\\#");
    assertThat(MarkdownText.line("- item")).startsWith("\\-");
    assertThat(MarkdownText.line("12. item")).isEqualTo("12\\. item");
    assertThat(MarkdownText.line("> quote")).startsWith("\\>");
    assertThat(MarkdownText.line("a\n\n# b\u001b[0m\u202e"))
        .isEqualTo("a  #<!-- --> b\\\\u001b\\[0m\\\\u202e");
  }

  @Example
  void codeIsFencedByMoreBackticksThanItHas() {
    assertThat(MarkdownText.code("plain")).isEqualTo("`plain`");
    assertThat(MarkdownText.code("a ``b`` c")).isEqualTo("```a ``b`` c```");
    assertThat(MarkdownText.code("`a`")).isEqualTo("`` `a` ``");
    assertThat(MarkdownText.block("sh", "echo\n````\n<b>"))
        .isEqualTo("`````sh\necho\n````\n<b>\n`````\n");
  }

  @Property(seed = "2026")
  void codeNeverEndsEarly(@ForAll String text) {
    String code = MarkdownText.code(text);
    assertThat(code).doesNotContain("\n");
    if (!code.isEmpty()) {
      int fence = 0;
      while (fence < code.length() && code.charAt(fence) == '`') {
        fence++;
      }
      String inside = code.substring(fence, code.length() - fence);
      assertThat(inside).doesNotContain("`".repeat(fence));
    }
  }
}
