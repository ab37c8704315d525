package dev.whichhop.evidence.document;

import dev.whichhop.evidence.load.LoadJsonShape;
import java.util.List;

/** All shapes of documents, most specific first. Add a new one here. */
public final class Shapes {
  private Shapes() {}

  public static List<DocumentShape> all() {
    return ALL;
  }

  private static final List<DocumentShape> ALL =
      List.of(
          new LoadJsonShape(),
          new CollectionShape(),
          new RedactionShape(),
          new KubernetesShape(),
          new HarShape(),
          new EnvoyConfigDumpShape(),
          new EnvoyClustersShape(),
          new EnvoyStatsShape(),
          new EnvoyAdminShape(),
          new IstioctlConfigShape(),
          new IstioctlStatusShape(),
          new LogStoreShape(),
          new PrometheusApiShape(),
          new AwsShape(),
          new MeshConfigShape(),
          new ValuesShape());
}
