package dev.whichhop.diagnosis.remedy;

import dev.whichhop.knowledge.HarmfulChange;
import dev.whichhop.knowledge.HarmfulChange.Sign;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.diagnosis.Refusal;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;

/** Which harmful changes to warn of: those that somebody has made, and those that are at hand. */
public final class Refusals {
  private static final int PLACES = 3;

  private final List<HarmfulChange> changes;

  public Refusals(List<HarmfulChange> changes) {
    this.changes = List.copyOf(changes);
  }

  /** For the first cause of a verdict; none without one. */
  public List<Refusal> of(Bundle bundle, List<RankedCause> causes) {
    if (causes.isEmpty()) {
      return List.of();
    }
    List<Refusal> found = new ArrayList<>();
    for (HarmfulChange change : changes) {
      if (change.causes().contains(causes.getFirst().id())) {
        found.add(new Refusal(change.id(), made(bundle, change)));
      }
    }
    return List.copyOf(found);
  }

  private static List<Evidence> made(Bundle bundle, HarmfulChange change) {
    List<Evidence> places = new ArrayList<>();
    for (Sign sign : change.signs()) {
      for (KubernetesObject object : bundle.objects(sign.kind())) {
        for (Node field : fields(object.spec(), sign.path(), 0)) {
          if (places.size() < PLACES && fits(field, sign)) {
            places.add(field.evidence());
          }
        }
      }
    }
    return places;
  }

  private static List<Node> fields(Node node, List<String> path, int at) {
    if (!node.items().isEmpty()) {
      return node.items().stream().flatMap(one -> fields(one, path, at).stream()).toList();
    }
    if (at == path.size()) {
      return node.exists() ? List.of(node) : List.of();
    }
    return fields(node.get(path.get(at)), path, at + 1);
  }

  private static boolean fits(Node field, Sign sign) {
    boolean bounded = sign.most() >= 0 || sign.least() >= 0;
    if (bounded) {
      long value = field.whole().orElse(-1);
      return value >= 0
          && (sign.most() < 0 || value <= sign.most())
          && (sign.least() < 0 || value >= sign.least());
    }
    return field.textOrEmpty().startsWith(sign.prefix());
  }
}
