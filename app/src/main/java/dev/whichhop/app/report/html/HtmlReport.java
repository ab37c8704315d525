package dev.whichhop.app.report.html;

import dev.whichhop.app.report.Sentences;
import dev.whichhop.diagnosis.picture.Pictures;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.Caveat;
import dev.whichhop.model.diagnosis.Diagnosis;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The answer as one page. It loads nothing: its policy ({@code default-src 'none'}) allows only its
 * own style and script, by their hashes, so that markup which came in through a log could not run
 * even if it were not escaped. The same diagnosis gives the same bytes.
 */
public final class HtmlReport {
  private final Diagnosis diagnosis;
  private final Pictures pictures;
  private final Language language;
  private final Sheet sheet;
  private final Markup out = new Markup();

  private HtmlReport(Diagnosis diagnosis, Pictures pictures, Messages messages, Language language) {
    this.diagnosis = diagnosis;
    this.pictures = pictures;
    this.language = language;
    this.sheet = new Sheet(out, messages, new Sentences(messages));
  }

  /** Prints the page. */
  public static void print(
      Diagnosis diagnosis,
      Pictures pictures,
      Messages messages,
      Language language,
      PrintWriter to) {
    to.print("<!doctype html>\n");
    to.print(new HtmlReport(diagnosis, pictures, messages, language).page());
  }

  private String page() {
    String style = resource("report.css");
    String script = resource("report.js");
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
            + hash(script)
            + "'; base-uri 'none'; form-action 'none'");
    out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    out.empty("meta", "name", "referrer", "content", "no-referrer");
    out.element("title", "whichhop: " + verdict());
    out.own("style", style).close();
    out.open("body");
    out.element("a", sheet.text("html.skip"), "class", "skip", "href", "#main");
    header();
    out.open("main", "id", "main");
    sections();
    out.close();
    out.own("script", script);
    out.close().close();
    return out.finished();
  }

  private void header() {
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
    out.element("h1", verdict(), "class", "verdict " + Sheet.word(diagnosis.verdict()));
    for (Caveat caveat : diagnosis.caveats()) {
      caveat
          .sentences()
          .forEach(one -> out.element("p", sheet.sentences().phrase(one), "class", "caveat"));
    }
    out.close();
  }

  private void sections() {
    PathStrip.write(diagnosis.route(), pictures, sheet);
    if (diagnosis.verdict() == Diagnosis.Verdict.INSUFFICIENT) {
      Lists.next(diagnosis.nextEvidence(), sheet);
    }
    Lists.symptoms(diagnosis, sheet);
    CauseCards.write(diagnosis, sheet);
    pictures
        .timeline()
        .ifPresent(one -> TimelineChart.write(one, diagnosis.symptoms(), pictures.trace(), sheet));
    GapChart.write(pictures.gaps(), sheet);
    LadderChart.write(diagnosis.ladders(), sheet);
    pictures.trace().ifPresent(one -> RequestChart.write(one, diagnosis, sheet));
    Lists.walk(diagnosis.walk(), sheet);
    Lists.ruledOut(diagnosis.ruledOut(), sheet);
    if (diagnosis.verdict() != Diagnosis.Verdict.INSUFFICIENT) {
      Lists.next(diagnosis.nextEvidence(), sheet);
    }
    Lists.risks(diagnosis.risks(), sheet);
    Lists.inputs(diagnosis, sheet);
  }

  private String verdict() {
    return sheet.sentences().verdict(diagnosis);
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
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
