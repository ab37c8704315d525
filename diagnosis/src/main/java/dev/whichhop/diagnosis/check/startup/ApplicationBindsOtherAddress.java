package dev.whichhop.diagnosis.check.startup;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The application says (in its log, or its socket in {@code ss} does) that it listens on one
 * address, and the sidecar connects to another one on the same port. Sidecars connected to
 * 127.0.0.1 before Istio 1.10 and to the pod's address since (istio-envoy facts, inbound
 * passthrough).
 */
final class ApplicationBindsOtherAddress implements Check {
  private record Said(String who, Evidence evidence) {}

  private static final Pattern ADDRESS =
      Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|localhost|\\[::1?]):(\\d{2,5})");

  /** What servers say when they are up: Go, gunicorn; Flask and uvicorn; http.server; Netty. */
  private static final List<String> LISTENS =
      List.of("listen", "running on", "serving", "bound to");

  @Override
  public String id() {
    return "application-binds-other-address";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.LOGS, EvidenceKind.OBSERVATIONS, EvidenceKind.SETTINGS, EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    List<LogRecord> logs = file.bundle().logs();
    Set<String> upstreams = new TreeSet<>();
    boolean inbound = false;
    Evidence example = null;
    for (Observation one : file.bundle().observations()) {
      if (one.vantage().side() == Side.INBOUND && !one.upstreamHost().isEmpty()) {
        inbound = true;
        if (one.hasFlag("UF")) {
          upstreams.add(one.upstreamHost());
          example = example == null ? one.evidence() : example;
        }
      }
    }
    List<Said> said = new ArrayList<>();
    for (LogRecord record : logs) {
      String text = record.message().toLowerCase(Locale.ROOT);
      if (record.component() == Component.APPLICATION
          && LISTENS.stream().anyMatch(text::contains)) {
        said.add(new Said(record.source(), record.evidence()));
      }
    }
    for (Setting socket : file.bundle().settings()) {
      if (socket.key().equals("socket") && socket.value().contains("LISTEN")) {
        said.add(new Said(socket.evidence().place().file(), socket.evidence()));
      }
    }
    Optional<Table.Row> analysed = listensOnLocalhost(file.bundle().tables("istioctl-analyze"));
    if (analysed.isPresent()) {
      String pod = analysed.get().cell("OBJECT");
      return Answer.found(
          pod, List.of(analysed.get().evidence()), "bound", "localhost", "upstream", "the pod");
    }
    if (!inbound) {
      return Answer.blind("sidecar-access-log");
    }
    String looked = "";
    for (Said one : said) {
      Matcher address = ADDRESS.matcher(one.evidence.text());
      if (!address.find()) {
        continue;
      }
      looked = one.who;
      int port = Integer.parseInt(address.group(2));
      boolean samePort = upstreams.stream().anyMatch(each -> Addresses.port(each) == port);
      if (example != null && samePort && !reachable(address.group(1), port, upstreams)) {
        return Answer.found(
            one.who,
            List.of(one.evidence, example),
            "bound",
            address.group(),
            "upstream",
            String.join(", ", upstreams));
      }
    }
    return looked.isEmpty() ? Answer.blind("app-log") : Answer.absent("the log", looked);
  }

  /** IST0143, LocalhostListener, of istioctl analyze. */
  private static Optional<Table.Row> listensOnLocalhost(List<Table> analyses) {
    return analyses.stream()
        .flatMap(one -> one.rows().stream())
        .filter(row -> row.cell("CODE").equals("IST0143"))
        .findFirst();
  }

  private static boolean reachable(String bound, int port, Set<String> upstreams) {
    // A wildcard socket of IPv6 takes IPv4 as well (Linux, net.ipv6.bindv6only = 0).
    boolean all = bound.equals("0.0.0.0") || bound.equals("[::]");
    String host = bound.equals("localhost") ? "127.0.0.1" : bound;
    return all || upstreams.contains(host + ":" + port);
  }
}
