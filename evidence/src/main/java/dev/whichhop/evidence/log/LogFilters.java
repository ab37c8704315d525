package dev.whichhop.evidence.log;

import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;

/**
 * Whether the mesh was told to log only a part of the requests: a Telemetry resource for the whole
 * mesh or namespace with {@code accessLogging[].filter.expression}.
 */
final class LogFilters {
  private LogFilters() {}

  static boolean present(BundleBuilder bundle) {
    for (KubernetesObject object : bundle.objectsSoFar()) {
      if (object.kind().equals("Telemetry") && !object.spec().get("selector").exists()) {
        for (Node logging : object.spec().get("accessLogging").items()) {
          if (logging.get("filter").get("expression").exists()) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
