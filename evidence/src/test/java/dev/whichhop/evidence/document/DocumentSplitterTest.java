package dev.whichhop.evidence.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

final class DocumentSplitterTest {
  private static final Pattern MARKER = Pattern.compile("\n---(?=\\s|$)");

  @Property(seed = "2026", tries = 2_000)
  void documentsAreThoseBetweenTheMarkers(
      @ForAll @Chars({'-', '-', '\n', ' ', 'a'}) @StringLength(max = 60) String text,
      @ForAll @IntRange(min = 1, max = 7) int block)
      throws IOException {
    List<String> documents = new ArrayList<>();
    DocumentSplitter splitter = new DocumentSplitter(slow(text, block));
    while (splitter.next()) {
      String before = String.join("", documents);
      assertThat(splitter.lineFeeds()).isEqualTo(before.chars().filter(c -> c == '\n').count());
      documents.add(rest(splitter));
    }
    assertThat(String.join("", documents)).isEqualTo(text);
    assertThat(documents).noneMatch(document -> MARKER.matcher(document).find());
    assertThat(documents.stream().skip(1)).allMatch(document -> document.startsWith("---"));
  }

  @Property(seed = "2026", tries = 200)
  void whatIsNotReadOfADocumentIsSkipped(
      @ForAll @CharRange(from = 'a', to = 'e') @StringLength(min = 1, max = 200) String long1)
      throws IOException {
    String first = (long1 + "\n").repeat(1_000);
    DocumentSplitter splitter = new DocumentSplitter(new StringReader(first + "---\nb: 1\n"));
    assertThat(splitter.next()).isTrue();
    assertThat(splitter.read()).isEqualTo(long1.charAt(0));
    assertThat(splitter.next()).isTrue();
    assertThat(splitter.lineFeeds()).isEqualTo(1_000);
    assertThat(rest(splitter)).isEqualTo("---\nb: 1\n");
    assertThat(splitter.next()).isFalse();
  }

  private static String rest(Reader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[5];
    for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
      text.append(buffer, 0, count);
    }
    return text.toString();
  }

  /** Gives a few characters at a time, as a network does. */
  private static Reader slow(String text, int block) {
    return new StringReader(text) {
      @Override
      public int read(char[] into, int offset, int count) throws IOException {
        return super.read(into, offset, Math.min(count, block));
      }
    };
  }
}
