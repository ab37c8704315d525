package dev.whichhop.diagnosis.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Quantities and releases as tools write them. */
class AmountsTest {

  @Test
  void quantitiesOfKubernetes() {
    assertThat(Quantity.parse("250m")).hasValue(0.25);
    assertThat(Quantity.parse("2")).hasValue(2);
    assertThat(Quantity.parse("1Gi")).hasValue(1024.0 * 1024 * 1024);
    assertThat(Quantity.parse("128Mi")).hasValue(128.0 * 1024 * 1024);
    assertThat(Quantity.parse("")).isEmpty();
    assertThat(Quantity.parse("max")).isEmpty();
    assertThat(Quantity.parse("1.2.3")).isEmpty();
  }

  @Test
  void releasesOfIstio() {
    Version control = Version.of("1.24.2").orElseThrow();

    assertThat(control.aheadOf(Version.of("v1.20.8").orElseThrow())).isEqualTo(4);
    assertThat(control.aheadOf(Version.ofImage("gcr.io/istio/proxyv2:1.25.0-distroless").get()))
        .isEqualTo(-1);
    assertThat(Version.ofImage("localhost:5000/istio/proxyv2")).isEmpty();
    assertThat(Version.ofImage("istio/proxyv2@sha256:0011")).isEmpty();
    assertThat(Version.of("latest")).isEmpty();
  }
}
