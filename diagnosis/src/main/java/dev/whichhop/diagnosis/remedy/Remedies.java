package dev.whichhop.diagnosis.remedy;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.knowledge.Cause;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.knowledge.RemedyFacts;
import dev.whichhop.knowledge.RemedyFacts.Target;
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
import java.util.Set;
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

  /** Kinds that a remedy may make anew; workloads and Services are there or not. */
  private static final Set<Target> MADE = Set.of(Target.DESTINATION_RULE, Target.VIRTUAL_SERVICE);

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
        .flatMap(template -> remedy(template, named, objects, values).stream())
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

  /** None when it would only set what is set already. */
  private Optional<Remedy> remedy(
      Cause.RemedyTemplate template,
      Map<String, String> named,
      FoundObjects objects,
      ComputedValues values) {
    RemedyFacts known = facts.get(template.id());
    Optional<KubernetesObject> object =
        known == null ? Optional.empty() : objects.find(known.target());
    String text = Caps.onlySet(template.text(), object);
    for (String name : ComputedValues.NAMES) {
      if (text.contains("{" + name + "}") && values.isInForce(name, object)) {
        return Optional.empty();
      }
    }
    Map<String, String> all = new TreeMap<>(named);
    // Without a rule or route in the evidence the text makes a new one, named after the service.
    if (known != null && MADE.contains(known.target()) && named.containsKey("service")) {
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
      if (text.contains("{" + name + "}")) {
        ComputedValue value = values.of(name, object);
        computed.add(value);
        if (value.known()) {
          all.put(name, value.value());
        }
      }
    }
    String verify = known == null ? "" : Messages.fill(known.verify(), all);
    return Optional.of(
        new Remedy(
            template.id(),
            template.kind(),
            Messages.fill(text, all),
            known == null ? UNKNOWN : known.safety(),
            object.map(KubernetesObject::reference).orElse(""),
            template.kind().equals("yaml") ? object.map(one -> apply(one, text)).orElse("") : "",
            verify,
            known == null ? List.of() : prior(known, object, objects),
            computed));
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
      Node field = field(object, path);
      if (field.exists()) {
        found.add(field.evidence());
      }
    }
    return found;
  }

  /** {@code spec.template.metadata.annotations[a.b/c]}. */
  static Node field(KubernetesObject object, String path) {
    int open = path.indexOf('[');
    Node parent = object.root().at((open < 0 ? path : path.substring(0, open)).split("\\.", -1));
    return open < 0 ? parent : parent.get(path.substring(open + 1, path.length() - 1));
  }
}
