package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.commands.Terminal;
import dev.whichhop.app.report.JsonReport;
import dev.whichhop.app.report.YamlReport;
import dev.whichhop.app.report.flows.FlowNotes;
import dev.whichhop.app.report.flows.ZonesReport;
import dev.whichhop.flows.conversation.AddressFilter;
import dev.whichhop.flows.conversation.Basis;
import dev.whichhop.flows.conversation.TooManyFlows;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.names.AddressNames;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.zone.Hours;
import dev.whichhop.flows.zone.ZoneRow;
import dev.whichhop.flows.zone.ZoneTraffic;
import dev.whichhop.flows.zone.Zones;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code whichhop flows zones PATH…}: what crosses zones and NAT gateways, and what changed. */
@Command(
    name = "zones",
    mixinStandardHelpOptions = true,
    description =
        "Bytes between Availability Zones and through NAT gateways, each flow counted once; with"
            + " --since what changed, and between which hosts. Needs describe-subnets among the"
            + " files, and describe-network-interfaces for NAT gateways.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:answered",
      "2:wrong usage",
      "3:no flow-log record or no subnet was found",
      "4:an input could not be read"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop flows zones flow-logs/ aws/",
      "  whichhop flows zones --since 2026-03-02T08:00:00Z flow-logs/ aws/ -o csv"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
final class ZonesCommand implements Callable<Integer> {
  /** Formats of the answer. */
  enum Output {
    TEXT,
    JSON,
    YAML,
    CSV
  }

  @Spec private CommandSpec spec;

  @Mixin private RecordOptions records;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "When it changed: what starts from then on is compared with what was before.")
  private @Nullable String since;

  @Option(
      names = "--limit",
      defaultValue = "50",
      paramLabel = "LINES",
      description = "Lines of the text; JSON, YAML and CSV have all (default: 50).")
  private int limit;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, json, yaml or csv (default: text).")
  private Output output;

  @Option(
      names = "--lang",
      defaultValue = "en",
      paramLabel = "LANGUAGE",
      description = "en or zh (default: en).")
  private Language language;

  @Override
  public Integer call() throws IOException {
    records.requireCount("--limit", limit);
    Instant change = records.time("--since", since);
    if (change != null && records.readsStandardInput()) {
      throw new ParameterException(
          spec.commandLine(), "--since reads twice, and - can be read once; give it as a file");
    }
    FlowInput input = records.find();
    Messages messages = Messages.load(language);
    Zones zones = new Zones(Network.of(input.beside()));
    if (!zones.anyKnown()) {
      spec.commandLine().getErr().println("whichhop: " + messages.text("flows.zones.no-subnets"));
      return ExitStatus.EVIDENCE_MISSING;
    }
    try {
      return answer(input, change, zones, messages);
    } catch (TooManyFlows most) {
      spec.commandLine().getErr().println("whichhop: " + most.getMessage());
      return ExitStatus.EVIDENCE_MISSING;
    }
  }

  private int answer(FlowInput input, @Nullable Instant change, Zones zones, Messages messages) {
    ZoneTraffic traffic = new ZoneTraffic(zones);
    Interval all = input.interval();
    Basis before = null;
    if (change != null) {
      Conversed old = gather(input, new Interval(all.from(), change.minusMillis(1)));
      traffic.add(old.conversations(), false);
      before = old.conversations().basis();
    }
    Conversed last = gather(input, change == null ? all : new Interval(change, all.to()));
    traffic.add(last.conversations(), true);
    Basis after = last.conversations().basis();
    FlowNotes notes = new FlowNotes(messages, input.files(), last.files());
    List<String> said = new ArrayList<>(notes.of(after));
    if (traffic.sawNat() && after.withoutPeers() > 0) {
      said.add(messages.text("flows.zones.nat-twice"));
    }
    AddressNames names = new AddressNames(input.beside());
    Hours hours = Hours.of(change, before, after);
    ZonesReport report = new ZonesReport(messages, names, change, hours);
    print(report, traffic.rows(hours), said, notes);
    return last.anyRecords() ? ExitStatus.NOTHING_WRONG : input.statusWithoutRecords();
  }

  private static Conversed gather(FlowInput input, Interval interval) {
    return RecordOptions.converse(input.at(interval), AddressFilter.ALL);
  }

  private void print(ZonesReport report, List<ZoneRow> rows, List<String> said, FlowNotes notes) {
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case TEXT -> report.print(rows, limit, Terminal.colours(), said, out);
      case JSON -> JsonReport.print(report.tree(rows, said, notes.inputs()), out);
      case YAML -> YamlReport.print(report.tree(rows, said, notes.inputs()), out);
      case CSV -> report.csv(rows).forEach(out::println);
    }
    out.flush();
  }
}
