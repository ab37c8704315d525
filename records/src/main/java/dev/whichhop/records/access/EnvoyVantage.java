package dev.whichhop.records.access;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;

/**
 * The vantage of an Envoy line before the rest of its file is known. A line of an ingress gateway
 * and one of a sidecar look the same; who wrote it is told by the addresses of the whole file.
 */
public final class EnvoyVantage {
  private EnvoyVantage() {}

  /** Provisional: some Envoy, told by {@link #unresolved(Observation)}. */
  static Vantage unresolved(String instance) {
    return new Vantage(Hop.SIDECAR, Side.GATEWAY, instance);
  }

  /** True for observations whose vantage must be resolved over the file before they are used. */
  public static boolean unresolved(Observation observation) {
    return observation.vantage().hop() == Hop.SIDECAR
        && observation.vantage().side() == Side.GATEWAY;
  }
}
