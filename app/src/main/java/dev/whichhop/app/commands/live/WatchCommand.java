package dev.whichhop.app.commands.live;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.commands.Terminal;
import dev.whichhop.app.decisions.Decisions;
import dev.whichhop.app.decisions.WrongDecisions;
import dev.whichhop.app.report.JsonReport;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.Style;
import dev.whichhop.app.watch.ChangeText;
import dev.whichhop.app.watch.FullScreen;
import dev.whichhop.app.watch.Metrics;
import dev.whichhop.app.watch.MetricsServer;
import dev.whichhop.app.watch.Notices;
import dev.whichhop.app.watch.Reading;
import dev.whichhop.app.watch.ScreenText;
import dev.whichhop.app.watch.Watch;
import dev.whichhop.diagnosis.narrow.Scope;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.live.Budget;
import dev.whichhop.live.ClusterAccess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code whichhop watch}: {@code live} again and again; says what changed. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Looks as live does, at a steady pace, and prints a line when the answer changes. Only reads."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop watch -n shop",
      "  whichhop watch -A --every 2m --window 10m -o json",
      "  whichhop watch -n shop --metrics 9464 --notify https://chat.example.com/hook",
      "  whichhop watch -n shop --screen",
      "  whichhop watch -n shop --looks 1               one look; ends with its status"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
public final class WatchCommand implements Callable<Integer> {
  /** Formats of a change. */
  enum Output {
    TEXT,
    JSON
  }

  private static final Duration SHORTEST_PACE = Duration.ofSeconds(5);
  private static final Duration LONGEST_WINDOW = Duration.ofHours(1);
  private static final Duration NOTICE_PAUSE = Duration.ofSeconds(2);

  /** Web hooks carry their secret in their address: not everybody wants it in a process list. */
  private static final String HOOK = "WHICHHOP_NOTIFY_URL";

  @Spec private CommandSpec spec;

  @Mixin private ClusterChoice cluster;

  @Mixin private CollectionOptions options;

  @Option(
      names = "--every",
      defaultValue = "1m",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description = "From the begin of a look to that of the next, 5s at least (default: 1m).")
  private Duration every;

  @Option(
      names = "--window",
      defaultValue = "5m",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description = {
        "How far back each look reads logs, 1h at most; further where that left a hole (default: 5m)."
      })
  private Duration window;

  @Option(
      names = "--looks",
      paramLabel = "COUNT",
      description = "Ends after so many looks, with the status of the last (default: never ends).")
  private @Nullable Integer looks;

  @Option(
      names = "--screen",
      description = "Shows the path, failures and gauges on the whole terminal, until Ctrl-C.")
  private boolean screen;

  @Option(
      names = "--metrics",
      paramLabel = "[ADDRESS:]PORT",
      description =
          "Serves /metrics for Prometheus and /healthz there; on loopback without address.")
  private @Nullable String metricsAddress;

  @Option(
      names = "--notify",
      paramLabel = "URL",
      description = {
        "POSTs each change as JSON, its text as chat programs expect it (Slack, Mattermost).",
        "Or put the address into " + HOOK + "."
      })
  private @Nullable URI notify;

  @Option(
      names = "--suppress",
      paramLabel = "FILE",
      description = "Leaves out what this YAML file suppresses; each entry needs a reason.")
  private @Nullable Path suppress;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Leaves out what was known when this file was written.")
  private @Nullable Path baseline;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, or json: an object a line (default: text).")
  private Output output;

  @Option(
      names = "--lang",
      defaultValue = "en",
      paramLabel = "LANGUAGE",
      description = "en or zh (default: en).")
  private Language language;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    check();
    InstantSource clock = InstantSource.system();
    Budget.Limits limits = options.limits(spec.commandLine());
    String host = options.onlyHost();
    ClusterLook look =
        new ClusterLook(
            cluster.options(),
            limits,
            (access, covered) -> options.plan(spec.commandLine(), access, covered),
            host == null ? Scope.EVERYTHING : new Scope("", null, Duration.ZERO, host),
            this::decisions,
            screen,
            clock);
    try {
      // What is wrong at the start is a mistake of the caller's, and no news of the watch.
      decisions();
      ClusterAccess.open(cluster.options(), new Budget(limits, clock)).close();
      return watch(look, clock, out, err);
    } catch (IOException cannot) {
      err.println("whichhop: " + SafeText.line("" + cannot.getMessage()));
      return ExitStatus.UNREADABLE;
    }
  }

  private int watch(ClusterLook look, InstantSource clock, PrintWriter out, PrintWriter err)
      throws IOException {
    Metrics metrics = new Metrics();
    Messages messages = Messages.load(language);
    ChangeText text = new ChangeText(messages, new Style(Terminal.colours()));
    try (MetricsServer server = server(metrics, clock);
        Notices notices = notices(err);
        FullScreen fullScreen = screen ? new FullScreen(out) : null) {
      ScreenText page = new ScreenText(messages, text, new Style(Terminal.colours()));
      if (server != null) {
        err.println("whichhop: metrics are served on port " + server.port());
      }
      Watch watch =
          new Watch(
              look,
              every,
              window,
              clock,
              System::nanoTime,
              metrics,
              change -> {
                String json = json(text.tree(change));
                if (fullScreen == null) {
                  out.println(output == Output.JSON ? json : text.line(change));
                  out.flush();
                } else {
                  page.changed(change);
                }
                if (notices != null) {
                  notices.accept(json);
                }
              },
              reading -> {
                if (fullScreen != null) {
                  fullScreen.show(page.of(reading, fullScreen.columns(), fullScreen.rows()));
                }
              });
      return status(watch.run(new Looks(looks, out)));
    }
  }

  /** Sleeps between looks, as many as were asked for. */
  private static final class Looks implements Watch.Pause {
    private final int most;
    private final PrintWriter out;
    private int done;

    Looks(@Nullable Integer most, PrintWriter out) {
      this.most = most == null ? Integer.MAX_VALUE : most;
      this.out = out;
    }

    @Override
    public boolean of(Duration time) {
      // Whoever read what is printed may have gone.
      if (++done >= most || out.checkError()) {
        return false;
      }
      try {
        Thread.sleep(time);
        return true;
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  private static int status(Reading last) {
    return switch (last.state()) {
      case OK -> ExitStatus.NOTHING_WRONG;
      case FAULT -> ExitStatus.FAULT;
      case FAILING -> ExitStatus.EVIDENCE_MISSING;
      case BLIND -> last.why().isEmpty() ? ExitStatus.EVIDENCE_MISSING : ExitStatus.UNREADABLE;
    };
  }

  private static String json(Map<String, Object> tree) {
    StringWriter text = new StringWriter();
    JsonReport.print(tree, new PrintWriter(text));
    return text.toString().strip();
  }

  private Decisions decisions() throws IOException {
    try {
      LocalDate today = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
      return Decisions.read(suppress, baseline, today);
    } catch (WrongDecisions wrong) {
      throw new IOException(wrong.getMessage(), wrong);
    }
  }

  private void check() {
    if (every.compareTo(SHORTEST_PACE) < 0) {
      throw wrong("--every: expected 5s at least");
    }
    if (window.compareTo(LONGEST_WINDOW) > 0) {
      throw wrong("--window: expected 1h at most");
    }
    if (screen && !Terminal.interactive()) {
      throw wrong("--screen: standard output is no terminal");
    }
    if (screen && output == Output.JSON) {
      throw wrong("--screen and -o json exclude each other");
    }
    if (looks != null && looks < 1) {
      throw wrong("--looks: expected a count");
    }
  }

  private @Nullable MetricsServer server(Metrics metrics, InstantSource clock) throws IOException {
    if (metricsAddress == null) {
      return null;
    }
    int colon = metricsAddress.lastIndexOf(':');
    String host = colon < 0 ? "127.0.0.1" : metricsAddress.substring(0, colon);
    String port = metricsAddress.substring(colon + 1);
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535 || host.isEmpty()) {
      throw wrong("--metrics " + metricsAddress + ": expected PORT or ADDRESS:PORT");
    }
    try {
      return new MetricsServer(
          new InetSocketAddress(host, Integer.parseInt(port)), metrics, patience(), clock);
    } catch (IOException taken) {
      throw new IOException("--metrics " + metricsAddress + ": " + taken.getMessage(), taken);
    }
  }

  private @Nullable Notices notices(PrintWriter err) {
    String fromEnvironment = System.getenv(HOOK);
    URI hook = notify;
    if (hook == null && fromEnvironment != null && !fromEnvironment.isEmpty()) {
      try {
        hook = URI.create(fromEnvironment);
      } catch (IllegalArgumentException noUrl) {
        throw wrong(HOOK + ": no URL"); // Its value is a secret.
      }
    }
    if (hook == null) {
      return null;
    }
    if (!("" + hook.getScheme()).matches("https?") || hook.getHost() == null) {
      throw wrong((notify == null ? HOOK : "--notify") + ": expected https://… or http://…");
    }
    return new Notices(hook, NOTICE_PAUSE, line -> err.println("whichhop: " + SafeText.line(line)));
  }

  /** Two looks may fail, and the third take as long as its budget allows. */
  private Duration patience() {
    return every.multipliedBy(3).plus(options.limits(spec.commandLine()).time());
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
