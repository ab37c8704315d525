package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.AttributeSet;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long the security groups of a network interface remember an idle connection, and how long the
 * listener in front does.
 *
 * <p>{@code TcpEstablishedTimeout}: 60 to 432000 s, EC2 API ConnectionTrackingConfiguration.
 * Without it the time depends on the instance: 350 s on Nitro v6, else 432000 s (aws facts, section
 * 1 row 15). The generation is not in the evidence, so 350 s is only assumed where nothing else can
 * end a connection at that time: the listener keeps it for longer.
 *
 * @param tracking the interface's timeout
 * @param listener the listener's idle timeout; empty when the evidence does not tell
 * @param evidence of the two
 */
public record TrackingTimeout(
    Duration tracking, Optional<Duration> listener, List<Evidence> evidence) {
  private static final Duration NITRO_V6 = Duration.ofSeconds(350);

  /** The shortest timeout that is set on an interface, else what the listener lets show. */
  public static Optional<TrackingTimeout> of(Bundle bundle) {
    Optional<Evidence> idle = Optional.empty();
    Optional<Duration> listener = Optional.empty();
    for (AttributeSet attributes : bundle.awsAttributes()) {
      String seconds = attributes.value("tcp.idle_timeout.seconds").orElse("");
      if (seconds.matches("\\d{1,5}")) {
        listener = Optional.of(Duration.ofSeconds(Long.parseLong(seconds)));
        idle = attributes.evidence("tcp.idle_timeout.seconds").stream().findFirst();
      }
    }
    List<Evidence> evidence = new ArrayList<>();
    Duration shortest = null;
    for (Node one : bundle.aws("NetworkInterfaces")) {
      Node set = one.at("ConnectionTrackingConfiguration", "TcpEstablishedTimeout");
      Duration told = Duration.ofSeconds(set.whole().orElse(0));
      if (told.isPositive() && (shortest == null || told.compareTo(shortest) < 0)) {
        shortest = told;
        evidence.clear();
        evidence.add(set.evidence());
      }
    }
    idle.ifPresent(evidence::add);
    if (shortest != null) {
      return Optional.of(new TrackingTimeout(shortest, listener, List.copyOf(evidence)));
    }
    return listener
        .filter(one -> one.compareTo(NITRO_V6) > 0)
        .map(one -> new TrackingTimeout(NITRO_V6, Optional.of(one), List.copyOf(evidence)));
  }
}
