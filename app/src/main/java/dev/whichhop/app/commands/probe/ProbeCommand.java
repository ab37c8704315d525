package dev.whichhop.app.commands.probe;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.commands.Interruption;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.probe.load.Threshold;
import dev.whichhop.probe.wire.Connector;
import dev.whichhop.probe.wire.HttpRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whichhop probe URL}: how requests end on the wire. */
@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    description = {
      "Nothing is sent again in silence and no redirect is followed: FIN, RST, half answers,",
      "refusals, time-outs and TLS faults are told apart, on new and on kept connections."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every request was answered below 500, or no --fail-if holds",
      "1:one was not, or a --fail-if holds",
      "2:wrong usage",
      "3:with --before and --after: the samples cannot tell",
      "4:a file could not be read, or this machine could not send: file descriptors, local ports"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop probe https://shop.example.com/pay --trace",
      "  whichhop probe http://10.0.0.7:8080/ -H 'Host: shop.example.com'",
      "  whichhop probe https://shop.example.com/ --rate 20 --duration 60s --fail-if"
          + " 'failed>0.1%%'",
      "  whichhop probe https://shop.example.com/ --find-idle-timeout",
      "  whichhop probe --hops -n 100 https://shop.example.com/ http://gateway.local/"
          + " http://10.0.0.7/",
      "  whichhop probe --before monday.json --after tuesday.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
public final class ProbeCommand implements Callable<Integer> {
  /** curl and most libraries look at these. */
  private static final List<String> PROXIES =
      List.of("http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");

  /** Formats of the answer. */
  enum Output {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "URL",
      description = "http:// or https://; several with --hops, from the client's side to the pod.")
  private List<String> urls = new ArrayList<>();

  @Mixin private RequestOptions requestOptions;
  @Mixin private LoadOptions loadOptions;
  @Mixin private IdleOptions idleOptions;
  @Mixin private BeforeAfter beforeAfter;

  @Option(
      names = "--trace",
      description = "One request, step by step: what took how long, headers, and the tail.")
  private boolean trace;

  @Option(
      names = "--http2",
      description = "One request over HTTP/2: by ALPN, or in clear text by prior knowledge.")
  private boolean http2;

  @Option(
      names = "--hops",
      description = "Sends the same requests to each URL and says between which two they fail.")
  private boolean hops;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text or json (default: text).")
  private Output output;

  @Option(
      names = "--lang",
      defaultValue = "en",
      paramLabel = "LANGUAGE",
      description = "en or zh (default: en).")
  private Language language;

  private final Interruption interruption;

  public ProbeCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Answers answers =
        new Answers(
            spec.commandLine().getOut(),
            err,
            output == Output.JSON,
            Messages.load(language),
            interruption);
    try {
      return run(answers);
    } catch (WrongOptions wrong) {
      err.println("whichhop: " + SafeText.line("" + wrong.getMessage()));
      return ExitStatus.USAGE;
    }
  }

  private int run(Answers answers) throws IOException, InterruptedException, WrongOptions {
    if (beforeAfter.wanted()) {
      return beforeAfter.run(answers);
    }
    List<HttpRequest> requests = new ArrayList<>();
    for (String url : urls) {
      requests.add(requestOptions.request(RequestOptions.target(url)));
    }
    List<Threshold> thresholds = loadOptions.thresholds();
    if (hops ? requests.size() < 2 : requests.size() != 1) {
      throw new WrongOptions("expected one URL, or several with --hops");
    }
    sayProxies();
    if (http2) {
      return overHttp2(answers, requests);
    }
    if (hops) {
      return new HopsRun(answers, requestOptions).run(requests, loadOptions.planForHops());
    }
    HttpRequest request = requests.getFirst();
    Connector connector = requestOptions.connector(request.target());
    if (idleOptions.wanted()) {
      return new IdleSearch(answers, idleOptions).run(connector, request);
    }
    if (!loadOptions.wanted() && thresholds.isEmpty()) {
      return new OneRequest(answers, trace).run(connector, request);
    }
    if (trace) {
      throw new WrongOptions("--trace is for one request, without --requests and the like");
    }
    return new ManyRequests(answers).run(connector, request, loadOptions.plan(), thresholds);
  }

  private int overHttp2(Answers answers, List<HttpRequest> requests)
      throws InterruptedException, WrongOptions {
    if (hops || idleOptions.wanted() || loadOptions.wanted()) {
      throw new WrongOptions("--http2 is for one request, without --requests, --hops and the like");
    }
    HttpRequest request = requests.getFirst();
    return new OneRequest(answers, trace).run(requestOptions.http2(request.target()), request);
  }

  /** Others would go through it, so their answers may differ from ours. */
  private void sayProxies() {
    for (String name : PROXIES) {
      String value = System.getenv(name);
      if (value != null && !value.isEmpty()) {
        spec.commandLine()
            .getErr()
            .println("whichhop: " + name + " is set and not used: the probe connects itself");
        return;
      }
    }
  }
}
