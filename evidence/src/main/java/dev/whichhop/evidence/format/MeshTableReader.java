package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.document.CertificateSettings;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Table;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tables of {@code istioctl proxy-status}, {@code istioctl proxy-config …}, {@code istioctl
 * ztunnel-config …} and {@code linkerd stat}, one after the other in a file.
 *
 * <p>A table is known by headers that no other tool prints together. Columns differ between
 * versions (proxy-status until 1.26 has {@code CDS … RDS}, since 1.27 {@code SUBSCRIBED TYPES};
 * endpoints have {@code OUTLIER CHECK} or {@code LOCALITY}), so only few are asked for and all are
 * kept. In tables of routes an empty NAME means that of the row above.
 */
public final class MeshTableReader implements Reader {

  /** A table is of {@code kind} when it has all of {@code headers}. */
  private record Kind(String kind, Set<String> headers) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("proxy-status", Set.of("NAME", "CDS", "LDS")),
          new Kind("proxy-status", Set.of("NAME", "SUBSCRIBED TYPES")),
          new Kind("proxy-config-clusters", Set.of("SERVICE FQDN", "PORT", "TYPE")),
          new Kind("proxy-config-listeners", Set.of("ADDRESS", "PORT", "TYPE")),
          new Kind("proxy-config-listeners", Set.of("ADDRESS", "PORT", "MATCH")),
          new Kind("proxy-config-listeners", Set.of("ADDRESSES", "PORT", "MATCH")),
          new Kind("proxy-config-routes", Set.of("NAME", "DOMAINS", "MATCH")),
          new Kind("proxy-config-routes", Set.of("NAME", "VIRTUAL HOSTS")),
          new Kind("proxy-config-endpoints", Set.of("ENDPOINT", "STATUS", "CLUSTER")),
          new Kind("proxy-config-secrets", Set.of("RESOURCE NAME", "STATUS", "VALID CERT")),
          new Kind("ztunnel-config-workloads", Set.of("POD NAME", "WAYPOINT", "PROTOCOL")),
          new Kind("ztunnel-config-services", Set.of("SERVICE NAME", "WAYPOINT", "ENDPOINTS")),
          new Kind("linkerd-stat", Set.of("NAME", "MESHED", "SUCCESS", "RPS")));

  @Override
  public String format() {
    return "mesh-table";
  }

  @Override
  public int recognises(TextFile file) {
    int before = 0;
    for (String line : file.head()) {
      if (kind(line).isPresent()) {
        return before < 5 ? 97 : 50;
      }
      before += line.isBlank() ? 0 : 1;
    }
    return 0;
  }

  private static Optional<String> kind(String line) {
    if (line.isEmpty() || !Character.isUpperCase(line.charAt(0))) {
      return Optional.empty();
    }
    List<String> headers = columns(line).headers();
    return KINDS.stream()
        .filter(kind -> headers.containsAll(kind.headers()))
        .map(Kind::kind)
        .findFirst();
  }

  private static Columns columns(String header) {
    return header.startsWith("ADDRESS") ? Columns.ofWords(header) : Columns.of(header);
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    Reading reading = new Reading(file, into);
    file.forEachLine(reading::line);
    reading.finish();
  }

  /** One file being read. */
  private static final class Reading {
    private final TextFile file;
    private final BundleBuilder into;
    private String kind = "";
    private @Nullable Columns columns;
    private String nameAbove = "";
    private final List<Table.Row> rows = new ArrayList<>();

    Reading(TextFile file, BundleBuilder into) {
      this.file = file;
      this.into = into;
    }

    void line(String line, int number) {
      Optional<String> header = kind(line);
      if (header.isPresent()) {
        finish();
        kind = header.get();
        columns = MeshTableReader.columns(line);
      } else if (line.isBlank()) {
        finish();
      } else if (columns != null) {
        row(columns.cells(line), line, number);
      }
    }

    private void row(Map<String, String> cells, String line, int number) {
      Place place = file.at(number);
      if (kind.equals("proxy-config-routes")) {
        if (cells.getOrDefault("NAME", "").isEmpty()) {
          cells.put("NAME", nameAbove);
        }
        nameAbove = cells.getOrDefault("NAME", "");
      }
      if (kind.equals("proxy-config-secrets")) {
        validity(CertificateSettings.NOT_AFTER, "NOT AFTER", cells, place);
        validity(CertificateSettings.NOT_BEFORE, "NOT BEFORE", cells, place);
      }
      rows.add(new Table.Row(Map.copyOf(cells), new Evidence(place, line.strip())));
    }

    private void validity(String key, String column, Map<String, String> cells, Place place) {
      try {
        Instant moment = Instant.parse(cells.getOrDefault(column, ""));
        String name = cells.getOrDefault("RESOURCE NAME", "");
        CertificateSettings.validity(key, moment, name, place, into);
      } catch (DateTimeParseException _) {
        // A secret that is still warming has no certificate; the row itself is kept.
      }
    }

    void finish() {
      if (columns != null) {
        into.add(new Table(kind, columns.headers(), List.copyOf(rows)));
      }
      columns = null;
      nameAbove = "";
      rows.clear();
    }
  }
}
