package dev.whichhop.app.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class MarkupTest {
  @Example
  void textAndAttributesAreEscaped() {
    String page =
        new Markup().element("p", "</p><script>a&&b</script>", "title", "\" onload='x'").finished();
    assertThat(page)
        .isEqualTo(
            "<p title=\"&quot; onload=&#39;x&#39;\">"
                + "&lt;/p&gt;&lt;script&gt;a&amp;&amp;b&lt;/script&gt;</p>\n");
  }

  @Example
  void charactersThatDeceiveAreShown() {
    String page = new Markup().element("p", "a\u001b[31m\u202eb\rc\ud800d\u0000").finished();
    assertThat(page).isEqualTo("<p>a\\u001b[31m\\u202eb\\u000dc\\ud800d\\u0000</p>\n");
  }

  @Property(seed = "2026")
  void noTextBecomesMarkup(@ForAll String text, @ForAll String value) {
    String page = new Markup().element("p", text, "title", value).finished();
    assertThat(page.chars().filter(c -> c == '<').count()).isEqualTo(2);
    assertThat(page.chars().filter(c -> c == '>').count()).isEqualTo(2);
    assertThat(page.chars().filter(c -> c == '"').count()).isEqualTo(2);
  }

  @Example
  void whatIsOpenedMustBeClosed() {
    assertThatThrownBy(() -> new Markup().open("p").finished())
        .isInstanceOf(IllegalStateException.class);
  }
}
