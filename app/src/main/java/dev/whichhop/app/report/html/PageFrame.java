package dev.whichhop.app.report.html;

import dev.whichhop.knowledge.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * What every page has: head, heading and script. A page loads nothing: its policy ({@code
 * default-src 'none'}) allows only its own style and script, by their hashes, so that markup which
 * came in through a log could not run even if it were not escaped.
 */
final class PageFrame {
  private final Sheet sheet;
  private final Markup out;

  PageFrame(Sheet sheet) {
    this.sheet = sheet;
    this.out = sheet.out();
  }

  /**
   * Opens the page; what is written then is its main part.
   *
   * @param heading what the page says in one sentence
   * @param headingClass its look; may be empty
   * @param caveats what the answer is not the whole answer to
   */
  void open(Language language, String heading, String headingClass, List<String> caveats) {
    String style = resource("report.css");
    String lang = language == Language.ZH ? "zh-Hans" : "en";
    out.open("html", "lang", lang).open("head");
    out.empty("meta", "charset", "utf-8");
    out.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src '"
            + hash(style)
            + "'; script-src '"
            + hash(resource("report.js"))
            + "'; base-uri 'none'; form-action 'none'");
    out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    out.empty("meta", "name", "referrer", "content", "no-referrer");
    out.element("title", "whichhop: " + heading);
    out.own("style", style).close();
    out.open("body");
    out.element("a", sheet.text("html.skip"), "class", "skip", "href", "#main");
    header(heading, headingClass, caveats);
    out.open("main", "id", "main");
  }

  /** Closes the page and gives it. */
  String finished() {
    out.close();
    out.own("script", resource("report.js"));
    out.close().close();
    return "<!doctype html>\n" + out.finished();
  }

  private void header(String heading, String headingClass, List<String> caveats) {
    out.open("header");
    out.open("div", "class", "bar");
    out.element("span", "whichhop", "class", "name");
    out.open("span", "class", "tools", "hidden", "hidden");
    out.element(
        "button",
        sheet.text("html.open-all"),
        "type",
        "button",
        "id",
        "folds",
        "aria-pressed",
        "false");
    out.element(
        "button",
        sheet.text("html.theme.auto"),
        "type",
        "button",
        "id",
        "theme",
        "data-auto",
        sheet.text("html.theme.auto"),
        "data-light",
        sheet.text("html.theme.light"),
        "data-dark",
        sheet.text("html.theme.dark"));
    out.close().close();
    out.element("h1", heading, "class", "verdict " + headingClass);
    caveats.forEach(one -> out.element("p", one, "class", "caveat"));
    out.close();
  }

  private static String resource(String name) {
    try (InputStream in = PageFrame.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not in the program: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** A source of the Content Security Policy for exactly this text. */
  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
