package dev.whichhop.flows.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.network.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressNamesTest {

  @Test
  void podsOfTheHostNetworkAreTheirNode() {
    assertThat(name(pod("proxy", "node-1", "Running"), pod("agent", "node-1", "Running")))
        .isEqualTo("node-1");
  }

  @Test
  void podsWhoseNodeIsUnknownAreNamedByTheFirst() {
    assertThat(name(pod("proxy", "", "Running"), pod("agent", "", "Running")))
        .isEqualTo("shop/proxy, …");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Succeeded", "Failed", "Completed"})
  void aPodThatIsOverHasNoAddressAnyMore(String status) {
    assertThat(name(pod("job", "node-1", status), pod("web", "node-2", "Running")))
        .isEqualTo("shop/web");
  }

  private static String name(Pod... pods) {
    BundleBuilder bundle = new BundleBuilder();
    for (Pod pod : pods) {
      bundle.add(pod);
    }
    return new AddressNames(bundle.build()).ofAddress(IpAddress.parse("10.0.0.7").orElseThrow());
  }

  private static Pod pod(String name, String node, String status) {
    Evidence evidence = new Evidence(Place.file("pods.txt"), name);
    return new Pod("shop", name, "10.0.0.7", node, status, 1, 1, 0, null, null, evidence);
  }
}
