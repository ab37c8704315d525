package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clicks through the page in the Chromium of this machine: keyboard, cursor, themes, folds, narrow
 * screens, no script. Nothing may be requested but the page itself, and nothing may be complained
 * of. In the package of the program because that is where a command line can be run.
 */
final class PageTest {
  private static final Path EXAMPLES = Path.of("../examples");

  /** Of text against what lies behind it; WCAG 2.2, success criterion 1.4.3, level AA. */
  private static final double LEAST_CONTRAST = 4.5;

  @TempDir private static Path folder;
  private static @Nullable Playwright playwright;
  private static @Nullable Browser browser;

  private final List<String> requests = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private @Nullable BrowserContext context;

  @BeforeAll
  static void launch() {
    Optional<Path> chromium = Chromium.find();
    if (chromium.isEmpty()) {
      System.out.println("SKIPPED: tests of the page, no Chromium on the PATH");
    }
    assumeTrue(chromium.isPresent(), "SKIPPED: no Chromium on the PATH; install chromium");
    playwright = Chromium.playwright();
    browser = Chromium.launch(playwright, chromium.get());
  }

  @AfterAll
  static void quit() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @BeforeEach
  void forget() {
    requests.clear();
    complaints.clear();
  }

  /** Holds for every page, whatever a test did with it. */
  @AfterEach
  void nothingWasRequestedAndNothingComplainedOf() {
    if (context != null) {
      context.close();
    }
    assertThat(requests).allMatch(url -> url.startsWith("file://")).hasSizeLessThanOrEqualTo(1);
    assertThat(complaints).isEmpty();
  }

  private static Path report(Path evidence, String language) {
    StringWriter html = new StringWriter();
    String[] arguments = {"diagnose", evidence.toString(), "-o", "html", "--lang", language};
    Main.execute(arguments, new PrintWriter(html), new PrintWriter(new StringWriter()));
    try {
      return Files.writeString(folder.resolve(language + ".html"), html.toString());
    } catch (IOException full) {
      throw new java.io.UncheckedIOException(full);
    }
  }

  private Page open(Path evidence, String language, Browser.NewContextOptions options) {
    if (browser == null) {
      throw new IllegalStateException("not launched");
    }
    context = browser.newContext(options);
    Page page = context.newPage();
    page.onRequest(request -> requests.add(request.url()));
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onDialog(dialog -> {
      complaints.add("dialog: " + dialog.message());
      dialog.dismiss();
    });
    page.navigate(report(evidence, language).toUri().toString());
    return page;
  }

  private Page open() {
    return open(
        EXAMPLES.resolve("keepalive-race"),
        "en",
        new Browser.NewContextOptions().setViewportSize(1200, 800));
  }

  @Test
  void arrowKeysMoveTheCursorAndItSaysWhatTheTableHas() {
    Page page = open();
    Locator chart = page.locator("#timeline-chart .chart");
    Locator says = page.locator("#timeline-chart .says");
    chart.focus();
    page.keyboard().press("Home");
    assertThat(says.textContent()).isEqualTo("09:00:00: all requests " + cell(page, 0, 1));
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowRight");
    assertThat(says.textContent())
        .isEqualTo("09:01:00: all requests " + cell(page, 2, 1) + ", s1 " + cell(page, 2, 2));
    page.keyboard().press("End");
    assertThat(says.textContent()).startsWith("09:40:00: ");
    page.keyboard().press("ArrowRight");
    assertThat(says.textContent()).as("stays at the end").startsWith("09:40:00: ");
    assertThat(page.locator("#timeline-chart .cursor").isVisible()).isTrue();
    double right =
        page.locator("#timeline-chart .cursor").boundingBox().x
            + page.locator("#timeline-chart .cursor").boundingBox().width;
    double end =
        page.locator("#timeline-chart .base").first().boundingBox().x
            + page.locator("#timeline-chart .base").first().boundingBox().width;
    assertThat(right).as("the cursor lies over the last bar").isCloseTo(end, offset(3.0));
  }

  private static String cell(Page page, int row, int column) {
    String text =
        page.locator("#timeline-chart tbody tr")
            .nth(row)
            .locator("th, td")
            .nth(column)
            .textContent();
    return text == null ? "" : text;
  }

  @Test
  void thePointerMovesTheCursorToo() {
    Page page = open();
    Locator chart = page.locator("#gaps-s1 .chart");
    chart.scrollIntoViewIfNeeded();
    // The bar of the failures: 35 of them after 5.0 to 5.2 seconds of silence.
    page.locator("#gaps-s1 rect.failed").hover();
    assertThat(page.locator("#gaps-s1 .says").textContent()).isEqualTo("5 s – 5.2 s: failed 35");
  }

  @Test
  void everythingIsReachedByKeyboard() {
    Page page = open();
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      page.keyboard().press("Tab");
      Object id =
          page.evaluate(
              "() => { const e = document.activeElement; return e === document.body ? 'body'"
                  + " : e.id || e.closest('figure, section, header')?.id || e.className; }");
      if ("body".equals(id)) {
        break;
      }
      reached.add(String.valueOf(id));
    }
    assertThat(reached)
        .contains(
            "folds", "theme", "timeline-chart", "gaps-s1", "request-chart", "cause", "inputs");
    assertThat(reached.getFirst()).as("first comes the link to the answer").isEqualTo("skip");
  }

  @Test
  void foldsOpenByKeyboardAndAllAtOnce() {
    Page page = open();
    Locator first = page.locator("#timeline-chart details");
    first.locator("> summary").focus();
    page.keyboard().press("Enter");
    assertThat(first.evaluate("e => e.open")).isEqualTo(true);
    Locator closed = page.locator("details:not([open])");
    assertThat(closed.count()).isPositive();
    page.locator("#folds").click();
    assertThat(closed.count()).isZero();
    assertThat(page.locator("#folds").getAttribute("aria-pressed")).isEqualTo("true");
    page.locator("#folds").click();
    assertThat(page.locator("details[open]").count()).isZero();
  }

  @Test
  void theThemeGoesRoundAndHolds() {
    Page page = open();
    String light = background(page);
    page.locator("#theme").click();
    assertThat(background(page)).isEqualTo(light);
    page.locator("#theme").click();
    String dark = background(page);
    assertThat(dark).isNotEqualTo(light);
    page.locator("#theme").click();
    assertThat(background(page)).isEqualTo(light);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(background(page)).as("follows the system again").isEqualTo(dark);
  }

  private static String background(Page page) {
    return String.valueOf(page.evaluate("() => getComputedStyle(document.body).backgroundColor"));
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void textIsReadable(ColorScheme scheme) {
    Page page =
        open(
            EXAMPLES.resolve("nlb-hairpin"),
            "en",
            new Browser.NewContextOptions().setColorScheme(scheme));
    page.locator("#folds").click();
    Object poor = page.evaluate(POOR_CONTRAST, LEAST_CONTRAST);
    assertThat((List<?>) poor).as("text with too little contrast").isEmpty();
  }

  /** Every element that has text of its own, with its colour and the nearest solid background. */
  private static final String POOR_CONTRAST =
      """
      least => {
        const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
        const rgba = text => {
          canvas.clearRect(0, 0, 1, 1);
          canvas.fillStyle = text;
          canvas.fillRect(0, 0, 1, 1);
          return canvas.getImageData(0, 0, 1, 1).data;
        };
        const luminance = c => [0, 1, 2]
          .map(i => c[i] / 255)
          .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
          .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
        const behind = e => {
          for (let p = e; p; p = p.parentElement) {
            const c = rgba(getComputedStyle(p).backgroundColor);
            if (c[3] === 255) return c;
          }
          return [255, 255, 255, 255];
        };
        const poor = [];
        for (const e of document.body.querySelectorAll('*')) {
          const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim() !== '');
          if (!own || e.tagName === 'SCRIPT' || !e.checkVisibility()) continue;
          const style = getComputedStyle(e);
          const a = luminance(rgba(e.tagName === 'text' ? style.fill : style.color));
          const b = luminance(behind(e));
          const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          if (contrast < least) poor.push(`${e.tagName}.${e.getAttribute('class')} ${contrast}`);
        }
        return poor;
      }
      """;

  @Test
  void withoutScriptThePageSaysTheSame() {
    Page page =
        open(
            EXAMPLES.resolve("keepalive-race"),
            "en",
            new Browser.NewContextOptions().setJavaScriptEnabled(false));
    assertThat(page.locator("h1").textContent()).startsWith("FAULT at app");
    assertThat(page.locator(".tools").isVisible()).isFalse();
    page.locator("#timeline-chart summary").click();
    assertThat(page.locator("#timeline-chart table").isVisible()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Narrow.class)
  void aNarrowScreenScrollsOnlyItsPictures(Narrow screen) {
    Page page =
        open(
            EXAMPLES.resolve(screen.example),
            screen.language,
            new Browser.NewContextOptions().setViewportSize(360, 740));
    page.locator("#folds").click();
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
  }

  enum Narrow {
    RACE("keepalive-race", "en"),
    HAIRPIN("nlb-hairpin", "zh"),
    KNATIVE("knative-concurrency-limit", "en");

    private final String example;
    private final String language;

    Narrow(String example, String language) {
      this.example = example;
      this.language = language;
    }
  }

  @Test
  void paperHasEverythingUnfolded() {
    Page page = open();
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator(".tools").isVisible()).isFalse();
    byte[] paper = page.pdf();
    assertThat(paper).isNotEmpty();
    assertThat(page.locator("details[open]").count()).as("folded again").isZero();
  }

  /** Markup in a log line neither runs nor shows as anything but text. */
  @Test
  void hostileEvidenceDoesNothing(@TempDir Path evidence) throws IOException {
    String evil = "</script></code><script>alert(1)</script><img src=//a.example onerror=alert(2)>";
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      lines.add(
          "[2026-03-04T10:00:0%d.000Z] \"GET /%s HTTP/1.1\" 503 UC ".formatted(i, evil)
              + "upstream_reset_before_response_started{connection_termination} - \"-\" 0 95 1 - "
              + "\"-\" \""
              + evil
              + "\" \"id-%d\" \"shop\" \"10.0.0.7:8080\" ".formatted(i)
              + "inbound|8080|| 127.0.0.6:1 10.0.0.7:8080 10.0.0.9:2 - default");
    }
    Files.write(evidence.resolve("shop_istio-proxy.log"), lines);
    Page page = open(evidence, "en", new Browser.NewContextOptions());
    page.locator("#folds").click();
    assertThat(page.locator("img, iframe, script").count()).as("the page's own script").isOne();
    assertThat(page.content()).contains("&lt;script&gt;alert(1)");
  }
}
