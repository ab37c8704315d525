package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page keeps its promises: one file, no network, small, same bytes, no foreign markup. */
final class HtmlReportTest {
  private static final Path EXAMPLES = Path.of("../examples");
  private static final int LARGEST = 1_000_000;

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> entries = Files.list(EXAMPLES)) {
      return entries.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isOneSmallFileThatLoadsNothing(Path folder) throws Exception {
    Run html = Run.of("diagnose", folder.toString(), "-o", "html");
    assertThat(html.status())
        .isEqualTo(Run.of("diagnose", folder.toString(), "-o", "json").status());
    assertThat(html).isEqualTo(Run.of("diagnose", folder.toString(), "-o", "html"));
    String page = html.out();
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST);
    assertThat(page).startsWith("<!doctype html>\n<html lang=\"en\">");
    // Text may name addresses; nothing may fetch one.
    assertThat(page).doesNotContainPattern("<[^>]*\\s(src|srcset|action|data|poster)=");
    assertThat(page).doesNotContainPattern("<[^>]*\\shref=\"(?!#)");
    assertThat(page).doesNotContainPattern("<[^>]*\\s(style|on\\w+)=");
    assertThat(page).doesNotContain("@import", "url(");
    assertThat(page).contains("default-src &#39;none&#39;");
    assertThat(page).contains("'sha256-".replace("'", "&#39;") + hash(page, "style"));
    assertThat(page).contains("'sha256-".replace("'", "&#39;") + hash(page, "script"));
  }

  private static String hash(String page, String element) throws Exception {
    Matcher found =
        Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL).matcher(page);
    assertThat(found.find()).isTrue();
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(found.group(1).getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(digest);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyPictureHasItsTable(Path folder) {
    String page = Run.of("diagnose", folder.toString(), "-o", "html").out();
    int figures = page.split("<figure", -1).length - 1;
    Matcher figure = Pattern.compile("<figure.*?</figure>", Pattern.DOTALL).matcher(page);
    int tables = 0;
    while (figure.find()) {
      assertThat(figure.group()).contains("<svg", "<table>", "aria-label=");
      tables++;
    }
    assertThat(tables).isEqualTo(figures);
  }

  @Test
  void theChinesePageSaysSo() {
    String page =
        Run.of(
                "diagnose",
                EXAMPLES.resolve("keepalive-race").toString(),
                "-o",
                "html",
                "--lang",
                "zh")
            .out();
    assertThat(page).contains("<html lang=\"zh-Hans\">", "失败随时间的分布", "反对的证据");
    assertThat(page).doesNotContain("html.", "report.");
  }

  @Test
  void theKeepAliveExampleShowsAllPictures() {
    String page =
        Run.of("diagnose", EXAMPLES.resolve("keepalive-race").toString(), "-o", "html").out();
    assertThat(page)
        .contains("id=\"timeline\"", "id=\"gaps\"", "id=\"request\"", "id=\"walk\"")
        .contains("class=\"for\"", "class=\"against\"", "class=\"station fault\"");
  }

  /** Whoever can write a log line must not be able to write the page. */
  @Test
  void hostileEvidenceStaysText(@TempDir Path folder) throws IOException {
    String evil =
        "</code></summary><script>alert(1)</script><img src=x onerror=alert(2)>\u202e\u001b[2J";
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lines.add(
          "[2026-03-04T10:00:%02d.000Z] \"GET /%s HTTP/1.1\" 503 UC ".formatted(i * 2, evil)
              + "upstream_reset_before_response_started{connection_termination} - \"-\" 0 95 1 - \"-\" \""
              + evil
              + "\" \"id-%d\" \"shop'><svg onload=alert(3)>\" \"10.0.0.7:8080\" ".formatted(i)
              + "inbound|8080|| 127.0.0.6:1 10.0.0.7:8080 10.0.0.9:2 - default");
    }
    Files.write(folder.resolve("a'><b>.istio-proxy.log"), lines);
    Files.writeString(
        folder.resolve("note.txt"), "curl: (52) Empty reply from server " + evil + "\n");
    for (String language : List.of("en", "zh")) {
      String page = Run.of("diagnose", folder.toString(), "-o", "html", "--lang", language).out();
      assertThat(page).doesNotContain("<script>alert", "<img", "<svg onload", "<b>.istio");
      assertThat(page).doesNotContain("\u202e", "\u001b");
      assertThat(page.split("<script", -1)).hasSize(2);
    }
  }

  /** Many files, groups and findings do not make the page too large to send. */
  @Test
  void staysSmallOnMuchEvidence(@TempDir Path folder) throws IOException {
    for (int i = 0; i < 400; i++) {
      Files.writeString(
          folder.resolve("pod-" + i + "-with-a-name-as-long-as-such-names-are-in-reality.log"),
          "[2026-03-04T1%d:00:00.000Z] \"GET /%s HTTP/1.1\" %d %s details - \"-\" 0 95 1 - \"-\" \"agent\" \"id-%d\" \"shop\" \"10.0.0.7:8080\" inbound|8080|| 127.0.0.6:1 10.0.0.7:8080 10.0.0.9:2 - default%n"
              .formatted(
                  i % 10,
                  "x".repeat(300),
                  500 + i % 50,
                  List.of("UC", "UF", "UO", "NR", "DC", "URX", "UT").get(i % 7),
                  i));
    }
    String page = Run.of("diagnose", folder.toString(), "-o", "html").out();
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST);
  }
}
