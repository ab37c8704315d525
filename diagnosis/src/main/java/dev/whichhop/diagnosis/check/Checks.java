package dev.whichhop.diagnosis.check;

import dev.whichhop.diagnosis.check.ambient.AmbientChecks;
import dev.whichhop.diagnosis.check.configuration.ConfigurationChecks;
import dev.whichhop.diagnosis.check.knative.KnativeChecks;
import dev.whichhop.diagnosis.check.kubernetes.KubernetesChecks;
import dev.whichhop.diagnosis.check.limits.LimitChecks;
import dev.whichhop.diagnosis.check.loadbalancer.LoadBalancerChecks;
import dev.whichhop.diagnosis.check.startup.StartupChecks;
import dev.whichhop.diagnosis.check.termination.TerminationChecks;
import dev.whichhop.diagnosis.check.timers.TimerChecks;
import dev.whichhop.diagnosis.check.tls.TlsChecks;
import dev.whichhop.diagnosis.check.vpc.VpcChecks;
import java.util.List;
import java.util.stream.Stream;

/** All checks, family by family. Each family's list is the place to register a new one. */
public final class Checks {
  private Checks() {}

  /** All checks, in a stable order. */
  public static List<Check> all() {
    return Stream.of(
            LoadBalancerChecks.all(),
            VpcChecks.all(),
            TimerChecks.all(),
            LimitChecks.all(),
            ConfigurationChecks.all(),
            TlsChecks.all(),
            TerminationChecks.all(),
            StartupChecks.all(),
            KnativeChecks.all(),
            AmbientChecks.all(),
            KubernetesChecks.all())
        .flatMap(List::stream)
        .toList();
  }
}
