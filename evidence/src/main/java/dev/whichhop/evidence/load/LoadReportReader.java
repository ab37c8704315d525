package dev.whichhop.evidence.load;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text reports of load tools. Add a new tool to the list. */
public final class LoadReportReader implements Reader {
  private static final List<LoadReport> TOOLS =
      List.of(
          new FortioReport(),
          new HeyReport(),
          new K6Report(),
          new WrkReport(),
          new VegetaReport(),
          new SiegeReport(),
          new ApacheBenchReport());

  @Override
  public String format() {
    return "load-report";
  }

  @Override
  public int recognises(TextFile file) {
    return tool(file) == null ? 0 : 96;
  }

  private static @Nullable LoadReport tool(TextFile file) {
    for (String line : file.head()) {
      for (LoadReport tool : TOOLS) {
        if (tool.marks(line)) {
          return tool;
        }
      }
    }
    return null;
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    LoadReport tool = tool(file);
    if (tool == null) {
      problems.report(file.at(file.firstLine()), "no line that a load tool prints");
      return;
    }
    Run run = new Run(tool, file, into);
    file.forEachLine(run::line);
    run.end();
  }

  /** The reports of one file, one after the other. */
  private static final class Run {
    private final LoadReport tool;
    private final TextFile file;
    private final BundleBuilder into;
    private LoadSummary summary = new LoadSummary();
    private int number;
    private String raw = "";

    Run(LoadReport tool, TextFile file, BundleBuilder into) {
      this.tool = tool;
      this.file = file;
      this.into = into;
      this.number = file.firstLine();
      this.raw = file.command();
    }

    void line(String line, int at) {
      if (tool.begins(line)) {
        end();
      }
      if (raw.isEmpty() || tool.begins(line)) {
        number = at;
        raw = line;
      }
      tool.line(line, summary);
    }

    void end() {
      if (!summary.isEmpty()) {
        into.add(summary.result(tool.tool(), new Evidence(file.at(number), raw)));
      }
      summary = new LoadSummary();
    }
  }
}
