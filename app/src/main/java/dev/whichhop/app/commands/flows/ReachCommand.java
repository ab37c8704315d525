package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.commands.Terminal;
import dev.whichhop.app.commands.TerminalProgress;
import dev.whichhop.app.report.JsonReport;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.YamlReport;
import dev.whichhop.app.report.flows.ReachText;
import dev.whichhop.app.report.flows.ReachTree;
import dev.whichhop.evidence.EvidenceNotFound;
import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.PortRange;
import dev.whichhop.flows.network.Protocol;
import dev.whichhop.flows.reach.Location;
import dev.whichhop.flows.reach.Locations;
import dev.whichhop.flows.reach.Question;
import dev.whichhop.flows.reach.Reach;
import dev.whichhop.flows.reach.Reachability;
import dev.whichhop.flows.reach.Resolution;
import dev.whichhop.flows.reach.Seen;
import dev.whichhop.flows.reach.Verdict;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.network.Cidr;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whichhop flows reach A B PATH…}: may A reach B, from configuration alone? */
@Command(
    name = "reach",
    mixinStandardHelpOptions = true,
    description =
        "Whether A may reach B: security groups, network ACLs, routes, peering, Transit Gateways,"
            + " NAT and internet gateways, hop by hop and back, from answers of aws ec2"
            + " describe-*.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:may be reached",
      "1:blocked, or only in part",
      "2:wrong usage",
      "3:evidence is missing, cannot be told",
      "4:an input could not be read"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop flows reach 10.0.1.10 10.1.1.20 --port 443 aws/",
      "  whichhop flows reach i-0abc shop/cart-7d9f --port 8080 aws/ pods.yaml",
      "  whichhop flows reach eni-0abc 10.1.1.20 --protocol icmp aws/ -o json",
      "  whichhop flows reach 10.0.1.10 10.1.1.20 --port 443 aws/ flow-logs/   against the records"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
final class ReachCommand implements Callable<Integer> {
  /** More pairs of interfaces of two security groups than anybody reads. */
  private static final int MOST_PAIRS = 25;

  /** Formats of the answer. */
  enum Output {
    TEXT,
    JSON,
    YAML
  }

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description =
          "Who asks: address, CIDR, id of an interface, instance, subnet or security group, or a"
              + " pod as [namespace/]name.")
  private String from;

  @Parameters(index = "1", paramLabel = "B", description = "Who is asked, named likewise.")
  private String to;

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = "PATH",
      description = "Files, folders, tar.gz, zip, gz or s3://bucket/prefix; - is standard input.")
  private List<String> paths = new ArrayList<>();

  @Mixin private AwsOptions aws;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port at B, or a range as 8000-8010 (default: every port).")
  private @Nullable String port;

  @Option(
      names = "--protocol",
      defaultValue = "tcp",
      paramLabel = "PROTOCOL",
      description = "tcp, udp, icmp (an echo), a number, or -1 for every protocol (default: tcp).")
  private String protocol;

  @Option(
      names = "--client-ports",
      defaultValue = "1024-65535",
      paramLabel = "PORTS",
      description =
          "Ports at A, to which replies go; Linux has 32768-60999 (default: 1024-65535, which NAT"
              + " gateways and load balancers use).")
  private String clientPorts;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, json or yaml (default: text).")
  private Output output;

  @Option(
      names = "--lang",
      defaultValue = "en",
      paramLabel = "LANGUAGE",
      description = "en or zh (default: en).")
  private Language language;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Question question = question();
    if (paths.isEmpty() && !aws.live()) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'PATH'");
    }
    try (EvidenceReader reader = new EvidenceReader(List.of())) {
      List<Path> files =
          new ArrayList<>(FlowPaths.filesOnly(spec.commandLine(), paths, Interval.ALWAYS, aws));
      if (aws.live()) {
        files.addAll(new LiveDescriptions(aws).files(LiveScope.NETWORKS));
      }
      Bundle bundle = reader.read(files, System.in, new TerminalProgress(err));
      return answer(bundle, question, err);
    } catch (EvidenceNotFound notFound) {
      err.println("whichhop: " + SafeText.line(String.valueOf(notFound.getMessage())));
      return ExitStatus.UNREADABLE;
    }
  }

  private Question question() {
    Protocol asked =
        Protocol.parse(protocol)
            .orElseThrow(() -> wrong("--protocol", protocol, "tcp, udp, icmp, -1 or a number"));
    Optional<PortRange> ports = Optional.ofNullable(port).map(text -> ports("--port", text));
    if (ports.isPresent() && !asked.hasPorts()) {
      throw new ParameterException(
          spec.commandLine(), "--port goes with tcp and udp, not with --protocol " + protocol);
    }
    return Question.of(asked, ports, ports("--client-ports", clientPorts), ipv4());
  }

  private PortRange ports(String option, String text) {
    return PortRange.parse(text)
        .orElseThrow(() -> wrong(option, text, "a port as 443 or a range as 8000-8010"));
  }

  private ParameterException wrong(String option, String text, String expected) {
    return new ParameterException(
        spec.commandLine(), option + ": expected " + expected + ", found \"" + text + "\"");
  }

  /** IPv6 where one end is named by an IPv6 address. */
  private boolean ipv4() {
    List<Boolean> families =
        Stream.of(from, to)
            .flatMap(name -> Cidr.parse(name).stream())
            .map(address -> address.first().isIpv4())
            .distinct()
            .toList();
    if (families.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), from + " and " + to + " are of different address families");
    }
    return families.isEmpty() || families.getFirst();
  }

  private int answer(Bundle bundle, Question question, PrintWriter err) {
    Network network = Network.of(bundle);
    Locations locations = new Locations(network, bundle.pods());
    List<Location> sources = new ArrayList<>();
    List<Location> destinations = new ArrayList<>();
    boolean found = find(locations, from, sources, err) & find(locations, to, destinations, err);
    if (!found) {
      return ExitStatus.EVIDENCE_MISSING;
    }
    if (sources.size() * destinations.size() > MOST_PAIRS) {
      throw new ParameterException(
          spec.commandLine(),
          sources.size() * destinations.size()
              + " pairs of interfaces have these security groups; name an interface");
    }
    List<Reach> answers = new ArrayList<>();
    for (Location source : sources) {
      for (Location destination : destinations) {
        if (source.isOutside() && destination.isOutside()) {
          err.println(
              "whichhop: neither "
                  + SafeText.line(from)
                  + " nor "
                  + SafeText.line(to)
                  + " is in a VPC of the files; expected answers of aws ec2 describe-vpcs and"
                  + " describe-subnets");
          return ExitStatus.EVIDENCE_MISSING;
        }
        answers.add(new Reachability(network).decide(source, destination, question));
      }
    }
    print(answers, network, bundle);
    return status(answers);
  }

  private boolean find(Locations locations, String name, List<Location> into, PrintWriter err) {
    return switch (locations.find(name, ipv4())) {
      case Resolution.Found(List<Location> found) -> into.addAll(found);
      case Resolution.NotFound(String why, String command) -> {
        err.println(
            "whichhop: "
                + SafeText.line(why)
                + (command.isEmpty() ? "" : "; add the output of: " + SafeText.line(command)));
        yield false;
      }
    };
  }

  private void print(List<Reach> answers, Network network, Bundle bundle) {
    PrintWriter out = spec.commandLine().getOut();
    Messages messages = Messages.load(language);
    ReachTree tree = new ReachTree(messages);
    switch (output) {
      case TEXT -> {
        ReachText text = new ReachText(messages, Terminal.colours());
        answers.forEach(answer -> text.print(answer, seen(answer, bundle), out));
        text.close(notes(network, bundle, messages), out);
      }
      case JSON ->
          JsonReport.print(
              tree.of(
                  answers, bundle.flowRecords(), notes(network, bundle, messages), bundle.inputs()),
              out);
      case YAML ->
          YamlReport.print(
              tree.of(
                  answers, bundle.flowRecords(), notes(network, bundle, messages), bundle.inputs()),
              out);
    }
    out.flush();
  }

  private static List<String> notes(Network network, Bundle bundle, Messages messages) {
    List<String> notes = new ArrayList<>(network.notes());
    if (bundle.flowRecords().size() >= BundleBuilder.FLOW_RECORDS_KEPT) {
      notes.add(
          messages.text(
              "reach.records-cut", Map.of("count", "" + BundleBuilder.FLOW_RECORDS_KEPT)));
    }
    return notes;
  }

  private static Optional<Seen> seen(Reach answer, Bundle bundle) {
    return bundle.flowRecords().isEmpty()
        ? Optional.empty()
        : Optional.of(Seen.of(answer, bundle.flowRecords()));
  }

  private static int status(List<Reach> answers) {
    List<Verdict> verdicts = answers.stream().map(Reach::verdict).toList();
    if (verdicts.contains(Verdict.BLOCKED) || verdicts.contains(Verdict.PARTLY)) {
      return ExitStatus.FAULT;
    }
    return verdicts.contains(Verdict.UNKNOWN)
        ? ExitStatus.EVIDENCE_MISSING
        : ExitStatus.NOTHING_WRONG;
  }
}
