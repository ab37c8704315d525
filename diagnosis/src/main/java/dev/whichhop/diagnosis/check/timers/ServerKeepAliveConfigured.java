package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.KeepAliveSetting;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.AttributeSet;
import dev.whichhop.model.evidence.EvidenceKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The application's server says how long it keeps idle connections, and that is shorter than its
 * caller keeps them: an Application Load Balancer's {@code idle_timeout.timeout_seconds} where the
 * evidence has it, else the shortest default of the proxies that keep pools: nginx 60 s
 * (keepalive_timeout in upstream), queue-proxy 90 s, Envoy 1 h (istio-envoy and knative facts).
 */
final class ServerKeepAliveConfigured implements Check {
  private static final Duration SHORTEST_POOL = Duration.ofSeconds(60);

  @Override
  public String id() {
    return "server-keep-alive-configured";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.LOGS, EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.AWS_ATTRIBUTES);
  }

  @Override
  public Answer look(CaseFile file) {
    Duration pool = poolIdleTimeout(file.bundle().awsAttributes());
    List<KeepAliveSetting> settings = KeepAliveSetting.of(file.bundle());
    if (settings.isEmpty()) {
      return Answer.blind("server-keep-alive");
    }
    for (KeepAliveSetting one : settings) {
      if (!one.value().isZero() && one.value().compareTo(pool) < 0) {
        return Answer.found(
            one.subject(),
            List.of(one.evidence()),
            "server",
            Seconds.of(one.value()),
            "pool",
            Seconds.of(pool));
      }
    }
    return Answer.absent("application logs and pod objects", settings.getFirst().subject());
  }

  private static Duration poolIdleTimeout(List<AttributeSet> attributes) {
    return attributes.stream()
        .flatMap(one -> one.value("idle_timeout.timeout_seconds").stream())
        .filter(text -> !text.isEmpty() && text.length() < 6)
        .filter(text -> text.chars().allMatch(Character::isDigit))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .findFirst()
        .orElse(SHORTEST_POOL);
  }
}
