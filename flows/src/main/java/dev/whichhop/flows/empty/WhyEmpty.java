package dev.whichhop.flows.empty;

import dev.whichhop.flows.analysis.Analyser;
import dev.whichhop.flows.analysis.EventFields;
import dev.whichhop.flows.analysis.Note;
import dev.whichhop.flows.analysis.Setting;
import dev.whichhop.flows.input.FileSummary;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.network.NetworkInterface;
import dev.whichhop.flows.status.FlowLogDescription;
import dev.whichhop.model.network.Cidr;
import dev.whichhop.model.network.IpAddress;
import dev.whichhop.records.flowlog.FlowLogFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides for each reason whether it holds; nothing is a guess. */
public final class WhyEmpty {
  /** Delivery is best effort, usually 5 minutes to CloudWatch Logs and 10 to S3 (VPC guide). */
  private static final Duration DELAY_OF_LOGS = Duration.ofMinutes(5);

  private static final Duration DELAY_OF_S3 = Duration.ofMinutes(10);

  /** A network behind {@code like} or {@code =~} is compared as text. */
  private static final Pattern NETWORK_AS_TEXT =
      Pattern.compile(
          "(?i)(like|=~)\\s*[/'\"][^/'\"]*?(\\d{1,3}(\\\\?\\.\\d{1,3}){1,3}|[0-9a-f]+:[0-9a-f:]*)"
              + "\\\\?/\\d{1,3}");

  private final EmptyQuestion question;
  private final EmptyEvidence evidence;

  private WhyEmpty(EmptyQuestion question, EmptyEvidence evidence) {
    this.question = question;
    this.evidence = evidence;
  }

  /** A finding for each reason, in their order. */
  public static List<EmptyFinding> decide(EmptyQuestion question, EmptyEvidence evidence) {
    WhyEmpty why = new WhyEmpty(question, evidence);
    List<EmptyFinding> findings = new ArrayList<>();
    for (EmptyReason reason : EmptyReason.values()) {
      findings.add(why.decide(reason));
    }
    return findings;
  }

  private EmptyFinding decide(EmptyReason reason) {
    return switch (reason) {
      case FLOW_LOG_OFF -> off();
      case DELIVERY_FAILED -> failed();
      case WRONG_LOG_GROUP -> logGroup();
      case NOT_COVERED -> covered();
      case ONLY_PART_LOGGED -> part();
      case WRONG_TIME -> time();
      case DELAY_NOT_OVER -> delay();
      case WRONG_FIELD -> field();
      case TEXT_MATCH -> textMatch();
      case SECONDARY_ADDRESS -> secondary();
      case NEVER_LOGGED -> neverLogged();
      case FLOWS_LOST -> lost();
    };
  }

  private EmptyFinding off() {
    if (!evidence.described()) {
      return EmptyFinding.blind(EmptyReason.FLOW_LOG_OFF, Needed.FLOW_LOGS);
    }
    if (evidence.flowLogs().stream().anyMatch(FlowLogDescription::active)) {
      return EmptyFinding.absent(EmptyReason.FLOW_LOG_OFF);
    }
    List<String> inactive = evidence.flowLogs().stream().map(FlowLogDescription::id).toList();
    return EmptyFinding.found(
        EmptyReason.FLOW_LOG_OFF,
        Map.of("logs", inactive.isEmpty() ? "-" : String.join(", ", inactive)));
  }

  private EmptyFinding failed() {
    if (!evidence.described()) {
      return EmptyFinding.blind(EmptyReason.DELIVERY_FAILED, Needed.FLOW_LOGS);
    }
    return evidence.flowLogs().stream()
        .filter(FlowLogDescription::failed)
        .findFirst()
        .map(one ->
            EmptyFinding.found(
                EmptyReason.DELIVERY_FAILED, Map.of("log", one.id(), "error", one.error())))
        .orElse(EmptyFinding.absent(EmptyReason.DELIVERY_FAILED));
  }

  private EmptyFinding logGroup() {
    EmptyReason reason = EmptyReason.WRONG_LOG_GROUP;
    if (question.logGroup().isEmpty()) {
      return EmptyFinding.blind(reason, Needed.LOG_GROUP);
    }
    if (!evidence.described()) {
      return EmptyFinding.blind(reason, Needed.FLOW_LOGS);
    }
    List<String> groups =
        evidence.flowLogs().stream()
            .filter(one -> one.destinationType().equals("cloud-watch-logs"))
            .map(FlowLogDescription::destination)
            .distinct()
            .toList();
    return groups.stream().anyMatch(this::isAskedGroup)
        ? EmptyFinding.absent(reason)
        : EmptyFinding.found(
            reason,
            Map.of(
                "asked",
                question.logGroup(),
                "groups",
                groups.isEmpty() ? "-" : String.join(", ", groups)));
  }

  /** An ARN names its group, and may have {@code :*} behind it. */
  private boolean isAskedGroup(String group) {
    String asked = question.logGroup();
    return group.equals(asked)
        || asked.endsWith(":log-group:" + group)
        || asked.endsWith(":log-group:" + group + ":*");
  }

  private EmptyFinding covered() {
    EmptyReason reason = EmptyReason.NOT_COVERED;
    if (question.addresses().isEmpty()) {
      return EmptyFinding.blind(reason, Needed.ADDRESS);
    }
    if (!evidence.described()) {
      return EmptyFinding.blind(reason, Needed.FLOW_LOGS);
    }
    boolean known = false;
    for (IpAddress address : question.addresses()) {
      for (NetworkInterface one : interfaces(address)) {
        known = true;
        if (evidence.flowLogs().stream().anyMatch(log -> covers(log, one))) {
          return EmptyFinding.absent(reason);
        }
      }
    }
    return known
        ? EmptyFinding.found(reason, Map.of("addresses", addresses()))
        : EmptyFinding.blind(reason, Needed.INTERFACES);
  }

  private List<NetworkInterface> interfaces(IpAddress address) {
    return evidence.network().interfacesWith(new Cidr(address, 128));
  }

  private static boolean covers(FlowLogDescription log, NetworkInterface one) {
    return log.active()
        && (log.resource().equals(one.id())
            || log.resource().equals(one.subnetId())
            || log.resource().equals(one.vpcId()));
  }

  private EmptyFinding part() {
    EmptyReason reason = EmptyReason.ONLY_PART_LOGGED;
    if (!evidence.described()) {
      return EmptyFinding.blind(reason, Needed.FLOW_LOGS);
    }
    return evidence.flowLogs().stream()
        .filter(one -> one.trafficType().equals("ACCEPT") || one.trafficType().equals("REJECT"))
        .filter(one -> !isWhole(one.resource()))
        .findFirst()
        .map(one -> EmptyFinding.found(reason, Map.of("log", one.id(), "type", one.trafficType())))
        .orElse(EmptyFinding.absent(reason));
  }

  /** Whether active flow logs together take all traffic of this resource. */
  private boolean isWhole(String resource) {
    Set<String> types =
        evidence.flowLogs().stream()
            .filter(one -> one.active() && one.resource().equals(resource))
            .map(FlowLogDescription::trafficType)
            .collect(Collectors.toSet());
    return types.contains("ALL") || types.containsAll(Set.of("ACCEPT", "REJECT"));
  }

  private EmptyFinding time() {
    EmptyReason reason = EmptyReason.WRONG_TIME;
    if (evidence.records() == 0) {
      return EmptyFinding.blind(reason, Needed.RECORDS);
    }
    Optional<Instant> first = bound(true);
    Optional<Instant> last = bound(false);
    if (question.interval().isAlways() || first.isEmpty() || last.isEmpty()) {
      return EmptyFinding.blind(reason, Needed.INTERVAL);
    }
    return question.interval().touches(first.get(), last.get())
        ? EmptyFinding.absent(reason)
        : EmptyFinding.found(
            reason, Map.of("first", first.get().toString(), "last", last.get().toString()));
  }

  private Optional<Instant> bound(boolean first) {
    return evidence.files().stream()
        .flatMap(one -> Optional.ofNullable(first ? one.first() : one.last()).stream())
        .reduce((one, other) -> one.isBefore(other) == first ? one : other);
  }

  private EmptyFinding delay() {
    EmptyReason reason = EmptyReason.DELAY_NOT_OVER;
    @Nullable Instant end = question.interval().to();
    if (end == null) {
      return EmptyFinding.blind(reason, Needed.END);
    }
    boolean s3 =
        evidence.flowLogs().stream()
            .anyMatch(one -> !one.destinationType().equals("cloud-watch-logs"));
    long seconds =
        evidence.flowLogs().stream().mapToLong(FlowLogDescription::seconds).max().orElse(600);
    Instant complete =
        end.plusSeconds(seconds).plus(s3 || !evidence.described() ? DELAY_OF_S3 : DELAY_OF_LOGS);
    return complete.isAfter(question.now())
        ? EmptyFinding.found(reason, Map.of("until", complete.toString()))
        : EmptyFinding.absent(reason);
  }

  private EmptyFinding field() {
    EmptyReason reason = EmptyReason.WRONG_FIELD;
    if (question.query().isEmpty()) {
      return EmptyFinding.blind(reason, Needed.QUERY);
    }
    List<String> names = discovered();
    if (names.isEmpty()) {
      return EmptyFinding.blind(reason, Needed.FLOW_LOGS);
    }
    try {
      return Analyser.check(question.query(), Setting.of(EventFields.of(names))).notes().stream()
          .filter(note -> isWrongField(note.kind()))
          .findFirst()
          .map(note -> EmptyFinding.found(reason, wrong(note)))
          .orElse(EmptyFinding.absent(reason));
    } catch (QueryError _) {
      return EmptyFinding.blind(reason, Needed.RUNNABLE_QUERY);
    }
  }

  private static boolean isWrongField(Note.Kind kind) {
    return switch (kind) {
      case UNKNOWN_FIELD, MISSPELT_FIELD, FIELD_SPELLING -> true;
      case IMPLICIT_LIMIT, FILTER_INDEX, PERIOD_CAPPED, QUERY_LENGTH, LIMIT_ANY -> false;
    };
  }

  private static Map<String, String> wrong(Note note) {
    String nearest = note.values().getOrDefault("nearest", "-");
    return Map.of(
        "name",
        note.values().getOrDefault("written", ""),
        "near",
        note.values().getOrDefault("field", nearest));
  }

  /** Names of the fields of the records, else of the flow logs that are described. */
  private List<String> discovered() {
    List<String> fields =
        evidence.files().stream()
            .filter(FileSummary::isFlowLog)
            .findFirst()
            .map(FileSummary::fields)
            .orElse(
                evidence.flowLogs().stream()
                    .map(FlowLogDescription::fields)
                    .filter(one -> !one.isEmpty())
                    .findFirst()
                    .orElse(List.of()));
    return FlowLogFormat.ofNames(String.join(" ", fields))
        .map(FlowLogFormat::discoveredFields)
        .orElse(List.of());
  }

  private EmptyFinding textMatch() {
    EmptyReason reason = EmptyReason.TEXT_MATCH;
    if (question.query().isEmpty()) {
      return EmptyFinding.blind(reason, Needed.QUERY);
    }
    var matcher = NETWORK_AS_TEXT.matcher(question.query());
    return matcher.find()
        ? EmptyFinding.found(reason, Map.of("text", matcher.group()))
        : EmptyFinding.absent(reason);
  }

  private EmptyFinding secondary() {
    EmptyReason reason = EmptyReason.SECONDARY_ADDRESS;
    if (question.addresses().isEmpty()) {
      return EmptyFinding.blind(reason, Needed.ADDRESS);
    }
    List<String> names = discovered();
    if (names.isEmpty()) {
      return EmptyFinding.blind(reason, Needed.FLOW_LOGS);
    }
    if (names.contains("pktSrcAddr") && names.contains("pktDstAddr")) {
      return EmptyFinding.absent(reason);
    }
    boolean known = true;
    for (IpAddress address : question.addresses()) {
      List<NetworkInterface> owners = interfaces(address);
      known &= !owners.isEmpty();
      for (NetworkInterface one : owners) {
        Cidr primary = one.addresses().getFirst();
        if (!primary.contains(address)) {
          return EmptyFinding.found(
              reason,
              Map.of(
                  "address", address.toString(),
                  "interface", one.id(),
                  "primary", primary.first().toString()));
        }
      }
    }
    return known ? EmptyFinding.absent(reason) : EmptyFinding.blind(reason, Needed.INTERFACES);
  }

  private EmptyFinding neverLogged() {
    EmptyReason reason = EmptyReason.NEVER_LOGGED;
    if (question.addresses().isEmpty()) {
      return EmptyFinding.blind(reason, Needed.ADDRESS);
    }
    for (IpAddress address : question.addresses()) {
      if (NeverLogged.is(address, evidence.network())) {
        return EmptyFinding.found(reason, Map.of("address", address.toString()));
      }
    }
    if (evidence.network().subnets().isEmpty()) {
      return EmptyFinding.blind(reason, Needed.SUBNETS);
    }
    return evidence.network().vpcs().isEmpty()
        ? EmptyFinding.blind(reason, Needed.VPCS)
        : EmptyFinding.absent(reason);
  }

  private EmptyFinding lost() {
    EmptyReason reason = EmptyReason.FLOWS_LOST;
    if (evidence.records() == 0) {
      return EmptyFinding.blind(reason, Needed.RECORDS);
    }
    List<String> lossy = evidence.conversations().lostWithin(question.interval());
    if (!lossy.isEmpty()) {
      return EmptyFinding.found(reason, Map.of("interfaces", String.join(", ", lossy)));
    }
    boolean told =
        evidence.files().stream()
            .filter(FileSummary::isFlowLog)
            .allMatch(one -> one.fields().contains("log-status"));
    return told ? EmptyFinding.absent(reason) : EmptyFinding.blind(reason, Needed.LOG_STATUS);
  }

  private String addresses() {
    return String.join(", ", question.addresses().stream().map(IpAddress::toString).toList());
  }
}
