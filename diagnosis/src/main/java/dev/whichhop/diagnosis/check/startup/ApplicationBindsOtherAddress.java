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
import dev.whichhop.model.evidence.Side;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The application says that it listens on one address, and the sidecar connects to another one on
 * the same port. Sidecars connected to 127.0.0.1 before Istio 1.10 and to the pod's address since
 * (istio-envoy facts, inbound passthrough).
 */
final class ApplicationBindsOtherAddress implements Check {
  private static final Pattern ADDRESS =
      Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|localhost|\\[::1?]):(\\d{2,5})");

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
    return Set.of(EvidenceKind.LOGS, EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<LogRecord> logs = file.bundle().logs();
    Set<String> upstreams = new TreeSet<>();
    Evidence example = null;
    for (Observation one : file.bundle().observations()) {
      if (one.vantage().side() == Side.INBOUND && !one.upstreamHost().isEmpty()) {
        upstreams.add(one.upstreamHost());
        if (one.hasFlag("UF") || example == null) {
          example = one.evidence();
        }
      }
    }
    if (example == null) {
      return Answer.blind("sidecar-access-log");
    }
    String looked = "";
    for (LogRecord record : logs) {
      String text = record.message().toLowerCase(Locale.ROOT);
      if (record.component() != Component.APPLICATION || !text.contains("listen")) {
        continue;
      }
      Matcher address = ADDRESS.matcher(record.raw());
      if (!address.find()) {
        continue;
      }
      looked = record.source();
      int port = Integer.parseInt(address.group(2));
      boolean samePort = upstreams.stream().anyMatch(one -> Addresses.port(one) == port);
      if (samePort && !reachable(address.group(1), port, upstreams)) {
        return Answer.found(
            record.source(),
            List.of(record.evidence(), example),
            "bound",
            address.group(),
            "upstream",
            String.join(", ", upstreams));
      }
    }
    return looked.isEmpty() ? Answer.blind("app-log") : Answer.absent("the log", looked);
  }

  private static boolean reachable(String bound, int port, Set<String> upstreams) {
    boolean all = bound.equals("0.0.0.0") || bound.equals("[::]");
    String host = bound.equals("localhost") ? "127.0.0.1" : bound;
    return all || upstreams.contains(host + ":" + port);
  }
}
