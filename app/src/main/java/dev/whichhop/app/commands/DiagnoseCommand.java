package dev.whichhop.app.commands;

import dev.whichhop.app.decisions.Decisions;
import dev.whichhop.app.decisions.WrongDecisions;
import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.app.report.DiagnosisNotices;
import dev.whichhop.app.report.JsonReport;
import dev.whichhop.app.report.Junit;
import dev.whichhop.app.report.LineReport;
import dev.whichhop.app.report.MarkdownReport;
import dev.whichhop.app.report.Notice;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.Sarif;
import dev.whichhop.app.report.TextReport;
import dev.whichhop.app.report.YamlReport;
import dev.whichhop.app.report.html.HtmlReport;
import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.diagnosis.check.Checks;
import dev.whichhop.diagnosis.line.LineReading;
import dev.whichhop.diagnosis.line.LineReadings;
import dev.whichhop.diagnosis.narrow.Scope;
import dev.whichhop.diagnosis.picture.Pictures;
import dev.whichhop.evidence.EvidenceNotFound;
import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.knowledge.Artefacts;
import dev.whichhop.knowledge.Cause;
import dev.whichhop.knowledge.Causes;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.knowledge.Signals;
import dev.whichhop.knowledge.Terms;
import dev.whichhop.model.diagnosis.Caveat;
import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.Bundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whichhop diagnose PATH…}: a folder of evidence in, a verdict out. */
@Command(
    name = "diagnose",
    mixinStandardHelpOptions = true,
    description = "Reads what you have: files and folders, archives, standard input.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop diagnose incident/",
      "  whichhop diagnose gateway.log curl-v.txt aws/ -o json",
      "  whichhop diagnose incident/ --request-id 5c2e9a1f-7d1e-9c3f-8a51-0f6f2c7e4b10",
      "  whichhop diagnose incident/ --host shop.example.com --at 13:10 --within 5m",
      "  whichhop diagnose nightly/ --suppress accepted.yaml --baseline known.yaml",
      "  whichhop diagnose bundle.tgz -o html > report.html",
      "  kubectl logs -n istio-system deploy/istio-ingressgateway | whichhop diagnose -",
      "  echo 'LOG LINE' | whichhop diagnose -              explains the line"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
public final class DiagnoseCommand implements Callable<Integer> {
  /** Formats of the answer. */
  enum Output {
    TEXT,
    JSON,
    YAML,
    MARKDOWN,
    SARIF,
    JUNIT,
    HTML
  }

  private static final Path STANDARD_INPUT = Path.of("-");

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, folders, tar.gz, zip or gz; - is standard input.")
  private List<Path> paths;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, json, yaml, markdown, sarif, junit or html (default: text).")
  private Output output;

  @Option(
      names = "--lang",
      defaultValue = "en",
      paramLabel = "LANGUAGE",
      description = "en or zh (default: en).")
  private Language language;

  @Mixin private ScopeOptions scopeOptions;

  @Mixin private DecisionOptions decisionOptions;

  private final Interruption interruption;

  /**
   * @param interruption ends the reading early
   */
  public DiagnoseCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Scope scope = scopeOptions.scope(spec.commandLine());
    Decisions decisions;
    try {
      decisions = decisionOptions.read();
    } catch (WrongDecisions wrong) {
      err.println("whichhop: " + SafeText.line(String.valueOf(wrong.getMessage())));
      return ExitStatus.USAGE;
    } catch (IOException unreadable) {
      err.println("whichhop: cannot be read: " + SafeText.line("" + unreadable.getMessage()));
      return ExitStatus.UNREADABLE;
    }
    // Needed only when everything is read, so made ready beside that.
    CompletableFuture<List<Cause>> causes = CompletableFuture.supplyAsync(Causes::load);
    CompletableFuture<Messages> messages =
        CompletableFuture.supplyAsync(() -> Messages.load(language));
    try (EvidenceReader reader = new EvidenceReader(Signals.load())) {
      Bundle bundle =
          reader.read(
              paths,
              interruption.interruptible(System.in),
              new TerminalProgress(err, interruption));
      Diagnosis diagnosis =
          new Diagnoser(Checks.all(), causes.join(), Artefacts.load()).diagnose(bundle, scope);
      Path newBaseline = decisionOptions.writeBaseline();
      if (newBaseline != null) {
        Decisions.writeBaseline(diagnosis, newBaseline);
      }
      diagnosis = decisions.apply(marked(diagnosis, reader.cutShort()));
      print(bundle, scope, diagnosis, messages.join(), out);
      return ExitStatus.of(diagnosis);
    } catch (EvidenceNotFound notFound) {
      err.println("whichhop: " + SafeText.line(String.valueOf(notFound.getMessage())));
      return ExitStatus.UNREADABLE;
    }
  }

  /** Marked as partial when reading was interrupted. */
  private static Diagnosis marked(Diagnosis diagnosis, List<String> cutShort) {
    if (cutShort.isEmpty()) {
      return diagnosis;
    }
    return diagnosis.with(
        new Caveat.Partial(
            cutShort,
            List.of(
                Phrase.of("partial.interrupted"),
                Phrase.of("partial.unread", "files", String.join(", ", cutShort)))));
  }

  private void print(
      Bundle bundle, Scope scope, Diagnosis diagnosis, Messages messages, PrintWriter out) {
    switch (output) {
      case TEXT -> text(bundle, diagnosis, messages, out);
      case JSON -> JsonReport.print(tree(bundle, diagnosis, messages), out);
      case YAML -> YamlReport.print(tree(bundle, diagnosis, messages), out);
      case MARKDOWN -> MarkdownReport.print(diagnosis, messages, out);
      case SARIF -> Sarif.print(DiagnosisNotices.of(diagnosis, messages), language.code(), out);
      case JUNIT -> junit(DiagnosisNotices.of(diagnosis, messages), out);
      case HTML ->
          HtmlReport.print(
              diagnosis, Pictures.of(Diagnoser.open(bundle, scope)), messages, language, out);
    }
    out.flush();
  }

  /** A verdict and a missing verdict are failed tests; without either, one test passed. */
  private static void junit(List<Notice> notices, PrintWriter out) {
    List<String> whole = notices.isEmpty() ? List.of("") : List.of();
    Junit.print(whole, notices, Notice.Level.WARNING, out);
  }

  private void text(Bundle bundle, Diagnosis diagnosis, Messages messages, PrintWriter out) {
    List<LineReading> lines = pastedLines(bundle);
    TextReport report = new TextReport(messages, Terminal.colours());
    if (!lines.isEmpty()) {
      new LineReport(messages).print(lines, Terminal.colours(), out);
      if (diagnosis.verdict() != Diagnosis.Verdict.FAULT && diagnosis.caveats().isEmpty()) {
        report.printCandidates(diagnosis, out);
        return;
      }
    }
    report.print(diagnosis, out);
  }

  private Map<String, Object> tree(Bundle bundle, Diagnosis diagnosis, Messages messages) {
    Map<String, Object> tree = AnswerTree.of(diagnosis, messages);
    List<LineReading> lines = pastedLines(bundle);
    if (!lines.isEmpty()) {
      tree.put("lines", new LineReport(messages).tree(lines));
    }
    return tree;
  }

  /** A line or a few on standard input are explained; a log is diagnosed. */
  private List<LineReading> pastedLines(Bundle bundle) {
    return paths.equals(List.of(STANDARD_INPUT))
        ? new LineReadings(Terms.load()).of(bundle)
        : List.of();
  }
}
