package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Setting;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Certificates of the evidence and whose they are. A proxy of Istio holds its own ({@code default},
 * {@code ROOTCA}) and, at a gateway, those of the hosts that it serves, which are Kubernetes
 * Secrets: {@code kubernetes://name}, {@code kubernetes-gateway://namespace/name} (istio
 * pilot/pkg/model/credentials/resource.go). A mesh's own certificates name a SPIFFE identity.
 */
public final class Certificates {
  private static final List<String> OF_GATEWAY = List.of("kubernetes://", "kubernetes-gateway://");

  /** What the gateway checks its clients with, not what it shows them; same source. */
  private static final String CLIENTS_AUTHORITY = "-cacert";

  private static final String ENDS = "certificate.not-after";
  private static final String NAME = "certificate.subject-alternative-name";
  private static final String IDENTITY = "URI:spiffe://";

  private Certificates() {}

  /** Those that were over before the newest line of the logs. */
  public static List<Setting> ended(Bundle bundle) {
    Instant newest =
        Stream.concat(
                bundle.logs().stream().map(LogRecord::time).filter(Objects::nonNull),
                bundle.observations().stream().flatMap(one -> one.time().stream()))
            .max(Instant::compareTo)
            .orElse(Instant.MIN);
    return dates(bundle).stream().filter(one -> before(one.value(), newest)).toList();
  }

  /** All ends of validity. */
  public static List<Setting> dates(Bundle bundle) {
    return bundle.settings().stream().filter(one -> one.key().equals(ENDS)).toList();
  }

  /** True for what a gateway shows its clients. */
  public static boolean isOfGateway(Setting certificate) {
    String secret = secret(certificate);
    return OF_GATEWAY.stream().anyMatch(secret::startsWith) && !secret.endsWith(CLIENTS_AUTHORITY);
  }

  /** True for a proxy's own, and for one that names an identity of the mesh. */
  public static boolean isOfMesh(Setting certificate, Bundle bundle) {
    String secret = secret(certificate);
    if (secret.equals("default") || secret.equals("ROOTCA")) {
      return true;
    }
    String file = certificate.evidence().place().file();
    return !isOfGateway(certificate)
        && bundle.settings().stream()
            .filter(one -> one.key().equals(NAME) && one.value().startsWith(IDENTITY))
            .anyMatch(one -> one.evidence().place().file().equals(file));
  }

  /** {@code kubernetes://shop-tls} of {@code kubernetes://shop-tls: valid until …}. */
  public static String secret(Setting certificate) {
    String text = certificate.evidence().text();
    int end = text.indexOf(": valid ");
    return end < 0 ? text : text.substring(0, end);
  }

  private static boolean before(String time, Instant newest) {
    try {
      return Instant.parse(time).isBefore(newest);
    } catch (DateTimeParseException notAnInstant) {
      return false;
    }
  }
}
