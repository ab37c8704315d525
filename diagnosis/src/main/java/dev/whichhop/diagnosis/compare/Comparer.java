package dev.whichhop.diagnosis.compare;

import dev.whichhop.diagnosis.compare.Comparison.FindingDifference;
import dev.whichhop.diagnosis.compare.Difference.Kind;
import dev.whichhop.diagnosis.compare.RateDifference.Telling;
import dev.whichhop.knowledge.Cause;
import dev.whichhop.knowledge.Weight;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.AttributeSet;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.GeneratedName;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Tally;
import dev.whichhop.model.ladder.Ladder;
import dev.whichhop.model.ladder.Origin;
import dev.whichhop.model.ladder.Rung;
import dev.whichhop.model.ladder.TimerValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lays two bundles side by side: a good pod and a bad one, before and after a deploy.
 *
 * <p>What only one side has evidence of is not a difference; it is named as not compared.
 */
public final class Comparer {
  private static final List<EnvoyResource.Kind> PROXY_KINDS =
      List.of(
          EnvoyResource.Kind.CLUSTER,
          EnvoyResource.Kind.LISTENER,
          EnvoyResource.Kind.ROUTE,
          EnvoyResource.Kind.EXTENSION);

  private static final Map<String, String> BALANCER_NAMES =
      Map.of(
          "LoadBalancers", "LoadBalancerName",
          "TargetGroups", "TargetGroupName",
          "Listeners", "Port");

  private final Bundle left;
  private final Bundle right;
  private final Diagnosis leftDiagnosis;
  private final Diagnosis rightDiagnosis;
  private final Set<String> onlyLeft = new TreeSet<>();
  private final Set<String> onlyRight = new TreeSet<>();

  private Comparer(Bundle left, Diagnosis leftDiagnosis, Bundle right, Diagnosis rightDiagnosis) {
    this.left = left;
    this.right = right;
    this.leftDiagnosis = leftDiagnosis;
    this.rightDiagnosis = rightDiagnosis;
  }

  /** Compares two bundles and what was diagnosed of each. */
  public static Comparison compare(
      Bundle left,
      Diagnosis leftDiagnosis,
      Bundle right,
      Diagnosis rightDiagnosis,
      List<Cause> causes) {
    return new Comparer(left, leftDiagnosis, right, rightDiagnosis).comparison(causes);
  }

  private Comparison comparison(List<Cause> causes) {
    ObjectDifferences objects = new ObjectDifferences(left, right);
    List<Difference> differences = new ArrayList<>(objects.find());
    onlyLeft.addAll(objects.only(true));
    onlyRight.addAll(objects.only(false));
    differences.addAll(podTables());
    differences.addAll(timers());
    differences.addAll(proxies());
    differences.addAll(balancers());
    differences.addAll(settings());
    differences.sort(Comparator.comparing(Difference::kind));
    return new Comparison(
        leftDiagnosis.verdict(),
        rightDiagnosis.verdict(),
        rates(),
        findings(causes),
        List.copyOf(differences),
        List.copyOf(onlyLeft),
        List.copyOf(onlyRight));
  }

  // How often requests failed.

  private record Signature(Hop hop, Side side, int status, String flags, ClientFailure failure) {}

  private List<RateDifference> rates() {
    Set<Signature> signatures = new LinkedHashSet<>();
    signatures(leftDiagnosis, signatures);
    signatures(rightDiagnosis, signatures);
    List<RateDifference> rates = new ArrayList<>();
    for (Signature one : signatures) {
      Proportion here = proportion(left.tally(), one);
      Proportion there = proportion(right.tally(), one);
      rates.add(
          new RateDifference(
              one.hop,
              one.side,
              one.status,
              one.flags,
              one.failure,
              here,
              there,
              telling(here, there)));
    }
    rates.sort(Comparator.comparing(RateDifference::telling));
    return List.copyOf(rates);
  }

  private static void signatures(Diagnosis diagnosis, Set<Signature> into) {
    for (Symptom symptom : diagnosis.symptoms()) {
      if (symptom instanceof Symptom.RequestFailures one
          && one.disposition() == Disposition.FAULTY) {
        into.add(
            new Signature(one.hop(), one.side(), one.status(), one.flags(), one.clientFailure()));
      }
    }
  }

  private static Proportion proportion(Tally tally, Signature signature) {
    long failed = 0;
    long of = 0;
    for (Tally.Line line : tally.lines()) {
      if (line.hop() == signature.hop && line.side() == signature.side) {
        of += line.count();
        boolean same =
            line.status() == signature.status
                && line.flags().equals(signature.flags)
                && line.clientFailure() == signature.failure;
        failed += same ? line.count() : 0;
      }
    }
    return of == 0 ? Proportion.UNSEEN : new Proportion(failed, of);
  }

  private static Telling telling(Proportion left, Proportion right) {
    if (!left.seen() || !right.seen()) {
      return Telling.UNSEEN;
    }
    if (!left.differsFrom(right)) {
      return Telling.CANNOT_TELL;
    }
    return left.rate() > right.rate() ? Telling.MORE_LEFT : Telling.MORE_RIGHT;
  }

  // What checks say.

  /** Only of checks whose finding some cause takes for more than a hint. */
  private List<FindingDifference> findings(List<Cause> causes) {
    Set<String> telling = new HashSet<>();
    for (Cause cause : causes) {
      cause.answers().stream()
          .filter(one -> one.found().nats() >= Weight.SUPPORTS.nats())
          .forEach(one -> telling.add(one.check()));
    }
    Map<String, Finding> there = new HashMap<>();
    rightDiagnosis.findings().forEach(one -> there.put(one.check(), one));
    List<FindingDifference> found = new ArrayList<>();
    for (Finding one : leftDiagnosis.findings()) {
      Finding other = there.get(one.check());
      boolean here = one.answer() instanceof Answer.Found;
      if (other != null
          && telling.contains(one.check())
          && here != (other.answer() instanceof Answer.Found)) {
        found.add(new FindingDifference(one, other));
      }
    }
    found.sort(Comparator.comparing(one -> !one.absentElsewhere()));
    return List.copyOf(found);
  }

  // Timers, proxies, balancers, pages of the system.

  private List<Difference> timers() {
    Map<String, Rung> here = rungs(leftDiagnosis);
    Map<String, Rung> there = rungs(rightDiagnosis);
    List<Difference> found = new ArrayList<>();
    here.forEach((key, rung) -> {
      Rung other = there.get(key);
      boolean set = other != null && (isSet(rung) || isSet(other));
      if (other != null && set && !rung.value().equals(other.value())) {
        found.add(
            new Difference(
                Kind.TIMER,
                rung.timer(),
                key.substring(key.indexOf(' ') + 1),
                value(rung),
                value(other),
                at(rung),
                at(other)));
      }
    });
    return found;
  }

  private static Map<String, Rung> rungs(Diagnosis diagnosis) {
    Map<String, Rung> rungs = new LinkedHashMap<>();
    for (Ladder ladder : diagnosis.ladders()) {
      for (Rung rung : ladder.rungs()) {
        rungs.putIfAbsent(rung.timer() + " " + ladder.subject(), rung);
      }
    }
    return rungs;
  }

  private static boolean isSet(Rung rung) {
    return rung.origin() instanceof Origin.Configured || rung.origin() instanceof Origin.Measured;
  }

  private static @Nullable Evidence at(Rung rung) {
    return switch (rung.origin()) {
      case Origin.Configured configured -> configured.evidence();
      case Origin.Measured measured -> measured.evidence();
      case Origin.Default _, Origin.Unseen _ -> null;
    };
  }

  private static String value(Rung rung) {
    return switch (rung.value()) {
      case TimerValue.Lasts lasts -> lasts.time().toMillis() / 1000.0 + " s";
      case TimerValue.Never _ -> "∞";
      case TimerValue.Times times -> times.count() + "×";
      case TimerValue.Unknown _ -> "?";
    };
  }

  private List<Difference> proxies() {
    List<Difference> found = new ArrayList<>();
    for (EnvoyResource.Kind kind : PROXY_KINDS) {
      String word = "Envoy " + kind.name().toLowerCase(Locale.ROOT);
      found.addAll(
          keyed(
              word,
              left.envoy(kind),
              right.envoy(kind),
              resource -> word + " " + resource.name(),
              EnvoyResource::root,
              Noise.ofProxies(),
              Kind.PROXY));
    }
    return found;
  }

  private List<Difference> balancers() {
    List<Difference> found = new ArrayList<>();
    Map<String, String> here = attributes(left);
    Map<String, String> there = attributes(right);
    if (one(here, there, "load-balancer attributes")) {
      for (Map.Entry<String, String> entry : here.entrySet()) {
        String other = there.getOrDefault(entry.getKey(), "");
        if (there.containsKey(entry.getKey()) && !other.equals(entry.getValue())) {
          int cut = entry.getKey().lastIndexOf(' ');
          found.add(
              new Difference(
                  Kind.BALANCER,
                  entry.getKey().substring(0, cut),
                  entry.getKey().substring(cut + 1),
                  entry.getValue(),
                  other,
                  null,
                  null));
        }
      }
    }
    for (String key : new TreeSet<>(BALANCER_NAMES.keySet())) {
      String name = BALANCER_NAMES.getOrDefault(key, "");
      found.addAll(
          keyed(
              key,
              left.aws(key),
              right.aws(key),
              node -> key + " " + node.get(name).textOrEmpty(),
              node -> node,
              Noise.ofBalancers(),
              Kind.BALANCER));
    }
    return found;
  }

  /** By kind and key; where several of a kind are there, the values of all. */
  private static Map<String, String> attributes(Bundle bundle) {
    Map<String, TreeSet<String>> values = new LinkedHashMap<>();
    for (AttributeSet set : bundle.awsAttributes()) {
      String kind = set.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
      set.values()
          .keySet()
          .forEach(key ->
              values
                  .computeIfAbsent(kind + " " + key, _ -> new TreeSet<>())
                  .add(set.value(key).orElse("")));
    }
    Map<String, String> joined = new LinkedHashMap<>();
    values.forEach((key, all) -> joined.put(key, String.join(" | ", all)));
    return joined;
  }

  private List<Difference> settings() {
    Map<String, Setting> here = settings(left);
    Map<String, Setting> there = settings(right);
    List<Difference> found = new ArrayList<>();
    if (one(here, there, "system pages")) {
      here.forEach((key, setting) -> {
        Setting other = there.get(key);
        if (other != null && !other.value().equals(setting.value())) {
          found.add(
              new Difference(
                  Kind.SYSTEM,
                  key,
                  "",
                  setting.value(),
                  other.value(),
                  setting.evidence(),
                  other.evidence()));
        }
      });
    }
    return found;
  }

  private static Map<String, Setting> settings(Bundle bundle) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    bundle.settings().forEach(one -> settings.putIfAbsent(one.key(), one));
    return settings;
  }

  /** Pods that are known from a table only. */
  private List<Difference> podTables() {
    Map<String, Sided> here = podTable(left);
    Map<String, Sided> there = podTable(right);
    List<Difference> found = new ArrayList<>();
    if (one(here, there, "pod tables")) {
      here.forEach((name, pods) -> {
        Sided other = there.get(name);
        if (other != null) {
          found.addAll(Sided.between(pods, other, name, _ -> Kind.STATE));
        }
      });
    }
    return found;
  }

  private static Map<String, Sided> podTable(Bundle bundle) {
    Map<String, Sided> pods = new LinkedHashMap<>();
    for (Pod pod : bundle.pods()) {
      if (pod.object() == null) {
        Map<String, Node> fields = new LinkedHashMap<>();
        put(fields, pod, "status", pod.status());
        put(fields, pod, "restarts", pod.restarts() < 0 ? "" : "" + pod.restarts());
        put(
            fields,
            pod,
            "ready",
            pod.containers() < 0 ? "" : pod.readyContainers() + "/" + pod.containers());
        pods.computeIfAbsent(
                "Pod/" + pod.namespace() + "/" + GeneratedName.stem(pod.name()), _ -> new Sided())
            .add(fields, List.of());
      }
    }
    return pods;
  }

  private static void put(Map<String, Node> fields, Pod pod, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, new Node.Scalar(pod.evidence().place(), value));
    }
  }

  /** Documents that have a name, laid side by side; only where both sides have some. */
  private <T> List<Difference> keyed(
      String word,
      List<T> here,
      List<T> there,
      Function<T, String> name,
      Function<T, Node> root,
      Noise noise,
      Kind kind) {
    // The fields of tens of thousands of clusters would not fit into the memory side by side.
    Map<String, List<Node>> ours = byName(here, name, root);
    Map<String, List<Node>> theirs = byName(there, name, root);
    List<Difference> found = new ArrayList<>();
    if (!one(ours, theirs, word)) {
      return found;
    }
    ours.forEach((key, roots) -> {
      List<Node> other = theirs.get(key);
      if (other == null) {
        found.add(new Difference(kind, key, "", "✓", "", null, null));
      } else if (!Fields.same(roots, other)) {
        found.addAll(Sided.between(sided(roots, noise), sided(other, noise), key, _ -> kind));
      }
    });
    theirs.keySet().stream()
        .filter(key -> !ours.containsKey(key))
        .forEach(key -> found.add(new Difference(kind, key, "", "", "✓", null, null)));
    return found;
  }

  private static <T> Map<String, List<Node>> byName(
      List<T> all, Function<T, String> name, Function<T, Node> root) {
    Map<String, List<Node>> named = new LinkedHashMap<>();
    for (T one : all) {
      named.computeIfAbsent(name.apply(one), _ -> new ArrayList<>()).add(root.apply(one));
    }
    return named;
  }

  private static Sided sided(List<Node> roots, Noise noise) {
    Sided sided = new Sided();
    roots.forEach(root -> sided.add(Fields.of(root, noise), List.of()));
    return sided;
  }

  /** True when both sides have it; else the side that has it alone is noted. */
  private boolean one(Map<String, ?> here, Map<String, ?> there, String word) {
    if (here.isEmpty() != there.isEmpty()) {
      (there.isEmpty() ? onlyLeft : onlyRight).add(word);
    }
    return !here.isEmpty() && !there.isEmpty();
  }
}
