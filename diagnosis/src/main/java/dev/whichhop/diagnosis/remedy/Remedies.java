package dev.whichhop.diagnosis.remedy;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.knowledge.Cause;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.knowledge.RemedyFacts;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.ComputedValue;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.diagnosis.Remedy;
import dev.whichhop.model.diagnosis.Safety;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.ladder.Ladder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Fits the remedies of causes to the evidence: real objects, computed values, the safest first. */
public final class Remedies {
  /** Kubernetes' own kinds take strategic patches, custom resources only merge patches. */
  private static final List<String> CORE =
      List.of("Deployment", "StatefulSet", "DaemonSet", "Service");

  /** A remedy that the catalogue does not know is treated as the least safe. */
  private static final Safety UNKNOWN =
      new Safety(Safety.Radius.MESH, Safety.Restart.CONTROL_PLANE, false);

  private final Map<String, Cause> causes;
  private final Map<String, RemedyFacts> facts;

  public Remedies(List<Cause> causes, Map<String, RemedyFacts> facts) {
    this.causes = causes.stream().collect(Collectors.toMap(Cause::id, Function.identity()));
    this.facts = Map.copyOf(facts);
  }

  /** The same causes, each with its remedies. */
  public List<RankedCause> fit(CaseFile file, List<RankedCause> ranked, List<Ladder> ladders) {
    if (ranked.isEmpty()) {
      return ranked;
    }
    List<RankedCause> fitted = new ArrayList<>();
    for (RankedCause one : ranked) {
      FoundObjects objects = new FoundObjects(file, ladders, one);
      ComputedValues values = new ComputedValues(file, ladders, objects.host());
      fitted.add(one.with(remedies(one, objects, values)));
    }
    return List.copyOf(fitted);
  }

  private List<Remedy> remedies(RankedCause ranked, FoundObjects objects, ComputedValues values) {
    Cause cause = causes.get(ranked.id());
    if (cause == null) {
      return List.of();
    }
    Map<String, String> named = new TreeMap<>(objects.names());
    named.putAll(ofFindings(ranked));
    return cause.remedies().stream()
        .map(template -> remedy(template, named, objects, values))
        .sorted(Comparator.comparing(Remedy::safety))
        .toList();
  }

  /** What the findings say, the strongest last so that it wins. */
  private static Map<String, String> ofFindings(RankedCause ranked) {
    Map<String, String> values = new TreeMap<>();
    for (Finding finding : ranked.supporting().reversed()) {
      if (finding.answer() instanceof Answer.Found found) {
        values.putAll(found.values());
      }
    }
    values.put("subject", ranked.subject());
    return values;
  }

  private Remedy remedy(
      Cause.RemedyTemplate template,
      Map<String, String> named,
      FoundObjects objects,
      ComputedValues values) {
    RemedyFacts known = facts.get(template.id());
    Optional<KubernetesObject> object =
        known == null ? Optional.empty() : objects.find(known.target());
    Map<String, String> all = new TreeMap<>(named);
    // Without an object of that kind the text makes a new one, named after the service.
    if (named.containsKey("service")) {
      String service = all.getOrDefault("service", "");
      String namespace = all.getOrDefault("namespace", "");
      all.put("object-name", service);
      all.put("object-namespace", namespace);
      all.put("object-host", service + "." + namespace + ".svc.cluster.local");
    }
    object.ifPresent(one -> {
      all.put("object-name", one.name());
      all.put("object-namespace", one.namespace());
      all.put("object-kind", one.kind());
      Node host = one.spec().get("host");
      if (host.exists()) {
        all.put("object-host", host.textOrEmpty());
      }
      Node container = one.root().at("spec", "template", "spec", "containers");
      if (!container.items().isEmpty()) {
        all.put("container", container.items().getFirst().get("name").textOrEmpty());
      }
    });
    List<ComputedValue> computed = new ArrayList<>();
    for (String name : ComputedValues.NAMES.stream().sorted().toList()) {
      if (template.text().contains("{" + name + "}")) {
        ComputedValue value = values.of(name);
        computed.add(value);
        if (value.known()) {
          all.put(name, value.value());
        }
      }
    }
    String verify = known == null ? "" : Messages.fill(known.verify(), all);
    return new Remedy(
        template.id(),
        template.kind(),
        Messages.fill(template.text(), all),
        known == null ? UNKNOWN : known.safety(),
        object.map(KubernetesObject::reference).orElse(""),
        template.kind().equals("yaml")
            ? object.map(one -> apply(one, template.text())).orElse("")
            : "",
        verify,
        known == null ? List.of() : prior(known, object, objects),
        computed);
  }

  /** A merge patch replaces whole lists, so a custom resource with a list in the text is edited. */
  private static String apply(KubernetesObject object, String text) {
    String group = object.group();
    boolean core = CORE.contains(object.kind()) && !group.endsWith("knative.dev");
    boolean list = text.lines().anyMatch(line -> line.strip().startsWith("- "));
    String named =
        object.kind().toLowerCase(Locale.ROOT)
            + (group.isEmpty() ? "" : "." + group)
            + " "
            + object.name();
    String namespace = object.namespace().isEmpty() ? "" : " -n " + object.namespace();
    return !core && list
        ? "kubectl" + namespace + " edit " + named
        : "kubectl"
            + namespace
            + " patch "
            + named
            + " --type "
            + (core ? "strategic" : "merge")
            + " --patch-file patch.yaml";
  }

  private static List<Evidence> prior(
      RemedyFacts known, Optional<KubernetesObject> object, FoundObjects objects) {
    return switch (known.target()) {
      case TARGET_GROUP, LISTENER -> objects.attributes(known.target(), known.prior());
      default -> object.map(one -> fields(one, known.prior())).orElse(List.of());
    };
  }

  /** What stands at the fields that the remedy changes. */
  private static List<Evidence> fields(KubernetesObject object, List<String> paths) {
    List<Evidence> found = new ArrayList<>();
    for (String path : paths) {
      // "spec.template.metadata.annotations[a.b/c]"
      int open = path.indexOf('[');
      Node parent = object.root().at((open < 0 ? path : path.substring(0, open)).split("\\.", -1));
      Node field = open < 0 ? parent : parent.get(path.substring(open + 1, path.length() - 1));
      if (field.exists()) {
        found.add(field.evidence());
      }
    }
    return found;
  }
}
