package dev.whichhop.app.commands;

import dev.whichhop.app.decisions.Decisions;
import dev.whichhop.app.decisions.WrongDecisions;
import dev.whichhop.app.report.JsonReport;
import dev.whichhop.app.report.Junit;
import dev.whichhop.app.report.LintReport;
import dev.whichhop.app.report.Notice;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.Sarif;
import dev.whichhop.app.report.YamlReport;
import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.NotText;
import dev.whichhop.evidence.source.Source;
import dev.whichhop.evidence.source.SourceVisitor;
import dev.whichhop.evidence.source.SourceWalker;
import dev.whichhop.evidence.source.TextFiles;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.lint.LintFinding;
import dev.whichhop.lint.Linter;
import dev.whichhop.lint.text.FileKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whichhop lint FILE…}: what is wrong in manifests, values files and runbooks. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = "Also what is obsolete or without effect.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing at or above --fail-on",
      "1:findings at or above --fail-on",
      "2:wrong usage",
      "4:an input could not be read"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop lint runbooks/ manifests/",
      "  whichhop lint values.yaml --fail-on error",
      "  whichhop lint . -o sarif > lint.sarif",
      "  whichhop lint . --suppress accepted.yaml --baseline known.yaml",
      "  kubectl get destinationrule -A -o yaml | whichhop lint -"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
public final class LintCommand implements Callable<Integer> {
  private static final Path STANDARD_INPUT = Path.of("-");

  /** The text instead of the line, which moves whenever somebody edits above it. */
  private static final Decisions.Identity<LintFinding> IDENTITY =
      new Decisions.Identity<>() {
        @Override
        public String id(LintFinding finding) {
          return finding.rule().id();
        }

        @Override
        public String subject(LintFinding finding) {
          return finding.place().file() + ": " + finding.text().strip();
        }
      };

  /** Formats of the answer. */
  enum Output {
    TEXT,
    JSON,
    YAML,
    SARIF,
    JUNIT
  }

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Markdown, YAML, JSON and shell files, folders and archives of them; - is standard input.")
  private List<Path> paths;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, json, yaml, sarif or junit (default: text).")
  private Output output;

  @Option(
      names = "--fail-on",
      defaultValue = "warning",
      paramLabel = "LEVEL",
      description = "error, warning or note: from which level on the exit status is 1.")
  private Notice.Level failOn;

  @Option(
      names = "--lang",
      defaultValue = "en",
      paramLabel = "LANGUAGE",
      description = "en or zh (default: en).")
  private Language language;

  @Mixin private DecisionOptions decisionOptions;

  private final List<Linter.TextFile> files = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
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
    read();
    unreadable.forEach(one -> err.println("whichhop: " + SafeText.line(one)));
    if (files.isEmpty() && !unreadable.isEmpty()) {
      return ExitStatus.UNREADABLE;
    }
    List<LintFinding> all = new Linter().lint(files);
    Path newBaseline = decisionOptions.writeBaseline();
    if (newBaseline != null) {
      Decisions.writeBaseline(all, IDENTITY, newBaseline);
    }
    Decisions.Remaining<LintFinding> remaining = decisions.remaining(all, IDENTITY);
    List<LintFinding> findings = remaining.findings();
    print(findings, new LintReport(Messages.load(language), remaining.decided()));
    if (!unreadable.isEmpty()) {
      return ExitStatus.UNREADABLE;
    }
    boolean fails =
        findings.stream()
            .anyMatch(one -> Notice.Level.valueOf(one.rule().level().name()).atLeast(failOn));
    return fails ? ExitStatus.FAULT : ExitStatus.NOTHING_WRONG;
  }

  private void read() throws IOException {
    for (Path path : paths) {
      // In a folder only files that can be linted are looked at; what is named is read as it is.
      boolean named = path.equals(STANDARD_INPUT) || !Files.isDirectory(path);
      try (SourceWalker walker = new SourceWalker(new Visitor(named))) {
        if (path.equals(STANDARD_INPUT)) {
          walker.walkStandardInput(System.in);
        } else if (!Files.exists(path)) {
          unreadable.add(path + " does not exist");
        } else {
          String name = path.normalize().toString().replace('\\', '/');
          walker.walk(path, named || name.isEmpty() ? name : name + "/");
        }
      }
    }
  }

  private final class Visitor implements SourceVisitor {
    private final boolean named;

    Visitor(boolean named) {
      this.named = named;
    }

    @Override
    public void source(Source source) {
      if (!named && FileKind.ofName(source.name()).isEmpty()) {
        return;
      }
      try {
        Problems problems = new Problems();
        files.add(new Linter.TextFile(source.name(), TextFiles.whole(source, problems).text()));
      } catch (NotText binary) {
        if (named) {
          unreadable.add(source.name() + ": binary, not read");
        }
      } catch (IOException broken) {
        unreadable.add(source.name() + ": cannot be read: " + broken.getMessage());
      }
    }

    @Override
    public void unread(String name, String reason) {
      if (named) {
        unreadable.add(name + ": " + reason);
      }
    }
  }

  private void print(List<LintFinding> findings, LintReport report) {
    PrintWriter out = spec.commandLine().getOut();
    List<String> names = files.stream().map(Linter.TextFile::name).toList();
    switch (output) {
      case TEXT -> report.text(names, findings, Terminal.colours(), out);
      case JSON -> JsonReport.print(report.tree(names, findings), out);
      case YAML -> YamlReport.print(report.tree(names, findings), out);
      case SARIF -> Sarif.print(report.notices(findings), language.code(), out);
      case JUNIT -> Junit.print(names, report.notices(findings), failOn, out);
    }
    out.flush();
  }
}
