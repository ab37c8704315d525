package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.view.NetworkInterface;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Pod;
import java.util.Collection;
import java.util.List;

/** The network interfaces that hold the addresses of pods. */
final class PodInterfaces {
  private PodInterfaces() {}

  /** Of those of {@code addresses} that are pods' own, not their node's. */
  static List<NetworkInterface> of(
      List<NetworkInterface> interfaces, Collection<String> addresses, Bundle bundle) {
    List<String> pods = bundle.pods().stream().map(Pod::ip).toList();
    return addresses.stream()
        .sorted()
        .filter(pods::contains)
        .flatMap(one -> NetworkInterface.withAddress(interfaces, one).stream())
        .filter(one -> one.deviceIndex() >= 0)
        .toList();
  }
}
