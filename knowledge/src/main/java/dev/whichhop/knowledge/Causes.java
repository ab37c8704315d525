package dev.whichhop.knowledge;

import dev.whichhop.knowledge.Cause.Expectation;
import dev.whichhop.knowledge.Cause.RemedyTemplate;
import dev.whichhop.knowledge.Cause.Shape;
import dev.whichhop.knowledge.Cause.SymptomPattern;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.DurationShape;
import dev.whichhop.model.diagnosis.Share;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Side;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All causes, from {@code causes/*.yaml}, in the order of their ids. */
public final class Causes {
  private static final Set<String> KINDS =
      Set.of(
          "RequestFailures",
          "Slowness",
          "UnhealthyTargets",
          "NotReady",
          "ScaleStuck",
          "UnevenTraffic",
          "Reported");
  private static final Set<String> SIDES = words(Side.values());
  private static final Set<String> CLIENT = words(ClientFailure.values());
  private static final Set<String> DURATIONS = words(DurationShape.values());
  private static final Set<String> SHARES = words(Share.values());
  private static final Set<String> HOPS =
      Arrays.stream(Hop.values()).map(Hop::id).collect(Collectors.toUnmodifiableSet());

  /**
   * How usual a cause is against the others (nats); public incidents are no census, so few steps.
   */
  private static final Map<String, Double> PRIORS =
      Map.of("usual", 0.0, "occasional", -0.7, "rare", -1.5);

  private Causes() {}

  /** Reads and validates all of them; throws {@link KnowledgeException} for a wrong file. */
  public static List<Cause> load() {
    return ResourceFolder.read("causes", ".yaml").entrySet().stream()
        .map(file -> parse(file.getKey(), file.getValue()))
        .toList();
  }

  /** One cause alone: reading all of them takes longer than a page should. */
  public static Optional<Cause> named(String id) {
    String file = id + ".yaml";
    return ResourceFolder.readOne("causes", file).map(yaml -> parse(file, yaml));
  }

  /** Those with a word in their file. */
  public static List<Cause> mentioning(String word) {
    return ResourceFolder.read("causes", ".yaml").entrySet().stream()
        .filter(file -> file.getValue().contains(word))
        .map(file -> parse(file.getKey(), file.getValue()))
        .toList();
  }

  static Cause parse(String fileName, String yaml) {
    DataFile data = DataFile.parse(fileName, yaml);
    String id = data.text("id");
    if (!fileName.equals(id + ".yaml")) {
      throw data.wrong("id", id, "the file name without .yaml");
    }
    String hop = data.text("hop");
    String prior = data.textOr("prior", "usual");
    Double priorNats = PRIORS.get(prior);
    if (priorNats == null) {
      throw data.wrong("prior", prior, PRIORS.keySet().toString());
    }
    Cause cause =
        new Cause(
            id,
            Hop.ofId(hop).orElseThrow(() -> data.wrong("hop", hop, HOPS.toString())),
            data.text("family"),
            priorNats,
            data.all("explains", Causes::pattern),
            data.all("shapes", part -> new Shape(pattern(part), weight(part, "weight"))),
            data.all("answers", Causes::expectation),
            data.all("remedies", Causes::remedy),
            data.texts("sources"));
    data.finish();
    if (cause.explains().isEmpty() || cause.answers().isEmpty() || cause.sources().isEmpty()) {
      throw new KnowledgeException(fileName, "expected explains, answers and sources");
    }
    return cause;
  }

  private static SymptomPattern pattern(DataFile part) {
    Set<Integer> statuses = new LinkedHashSet<>();
    for (String status : part.texts("status")) {
      try {
        statuses.add(Integer.parseInt(status));
      } catch (NumberFormatException notANumber) {
        throw part.wrong("status", status, "HTTP statuses, 0 for none");
      }
    }
    return new SymptomPattern(
        part.words("kind", KINDS),
        new LinkedHashSet<>(part.texts("flags")),
        statuses,
        part.words("side", SIDES),
        part.words("client", CLIENT),
        part.words("hop", HOPS),
        part.words("duration", DURATIONS),
        part.words("share", SHARES),
        part.texts("details"),
        part.flag("flagless"));
  }

  private static Expectation expectation(DataFile part) {
    return new Expectation(
        part.text("check"),
        part.word("found", Weight.class, Weight.NEUTRAL),
        part.word("absent", Weight.class, Weight.NEUTRAL),
        part.textOr("group", ""));
  }

  private static Weight weight(DataFile part, String key) {
    return part.word(key, Weight.class, Weight.NEUTRAL);
  }

  private static RemedyTemplate remedy(DataFile part) {
    return new RemedyTemplate(
        part.text("id"),
        part.words("kind", Set.of("yaml", "cli", "none")).stream().findFirst().orElse("none"),
        part.textOr("text", ""));
  }

  private static Set<String> words(Enum<?>[] constants) {
    return Arrays.stream(constants).map(DataFile::wordOf).collect(Collectors.toUnmodifiableSet());
  }
}
