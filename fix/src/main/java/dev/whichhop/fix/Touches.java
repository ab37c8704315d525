package dev.whichhop.fix;

import dev.whichhop.fix.Touch.What;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a change affects, as far as the object itself tells. */
final class Touches {
  private Touches() {}

  static List<Touch> of(Prospect prospect) {
    JsonNode object = prospect.live().isMissingNode() ? prospect.body() : prospect.live();
    JsonNode spec = object.path("spec");
    List<Touch> touches = new ArrayList<>();
    ChangeableKind kind = prospect.at().kind();
    boolean template =
        prospect.changes().stream().anyMatch(one -> ("" + one.path()).startsWith("spec.template"));
    if (kind == ChangeableKind.DESTINATION_RULE) {
      touches.add(new Touch(What.HOST, spec.path("host").asString("")));
    } else if (kind == ChangeableKind.VIRTUAL_SERVICE
        || kind == ChangeableKind.SERVICE_ENTRY
        || kind == ChangeableKind.GATEWAY) {
      spec.path("hosts").forEach(host -> touches.add(new Touch(What.HOST, host.asString(""))));
    }
    if (kind == ChangeableKind.VIRTUAL_SERVICE) {
      for (JsonNode route : spec.path("http")) {
        for (JsonNode to : route.path("route")) {
          touches.add(new Touch(What.ROUTE, to.path("destination").path("host").asString("")));
        }
      }
    }
    if (kind == ChangeableKind.KNATIVE_SERVICE && template) {
      touches.add(new Touch(What.REVISION, prospect.at().name()));
      String url = object.path("status").path("url").asString("");
      touches.add(new Touch(What.HOST, url.isEmpty() ? prospect.at().name() : host(url)));
    } else if (kind.rollsOut() && template) {
      JsonNode status = object.path("status");
      int pods = status.path("replicas").asInt(status.path("desiredNumberScheduled").asInt(0));
      touches.add(new Touch(What.PODS, "" + pods));
    }
    return touches.stream().distinct().toList();
  }

  private static String host(String url) {
    try {
      return String.valueOf(URI.create(url).getHost());
    } catch (IllegalArgumentException noUrl) {
      return url;
    }
  }
}
