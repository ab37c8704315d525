package dev.whichhop.app.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The answer depends on what the evidence says, not on how it is written down: changes that lose
 * nothing keep the verdict; changes that lose something may make it insufficient, and never
 * another.
 */
final class MetamorphicTest {
  private static final Path CASES = Path.of("../../shared/exam/cases");
  private static final Path FACTS = Path.of("../../shared/facts");
  private static final Map<Path, Judgement> UNCHANGED = new HashMap<>();
  private static final Map<Path, EvidenceFolder> EVIDENCE = new HashMap<>();

  @TempDir private Path folder;

  static Stream<Arguments> changes() throws IOException {
    if (!Files.isDirectory(CASES) || !Files.isDirectory(FACTS)) {
      return Stream.of(arguments(new Change("none", true, (all, random) -> all), CASES));
    }
    Set<String> vocabulary = vocabulary();
    try (Stream<Path> cases = Files.list(CASES)) {
      List<Path> sorted = cases.filter(Files::isDirectory).sorted().toList();
      return Change.all(vocabulary).stream()
          .flatMap(change -> sorted.stream().map(one -> arguments(change, one)))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("changes")
  void keepsTheVerdict(Change change, Path exam) {
    assumeTrue(Files.isDirectory(CASES), "SKIPPED: no exam cases beside the checkout");
    EvidenceFolder evidence =
        EVIDENCE.computeIfAbsent(exam, one -> EvidenceFolder.read(one.resolve("evidence")));
    EvidenceFolder changed = change.of(evidence, (change.name() + exam.getFileName()).hashCode());
    if (changed.sameAs(evidence)) {
      return;
    }
    Judgement before =
        UNCHANGED.computeIfAbsent(exam, one -> Judgement.of(one.resolve("evidence")));
    changed.write(folder);
    Judgement after = Judgement.of(folder);
    if (change.lossless()) {
      assertThat(after.answer()).isEqualTo(before.answer());
    } else {
      assertNoOtherClaim(before, after);
    }
  }

  /** Healthy is an honest answer only where the loss took everything that tells of a failure. */
  private static void assertNoOtherClaim(Judgement before, Judgement after) {
    if (after.somethingFailed() || !after.answer().equals("healthy")) {
      assertThat(after.answer()).isIn(before.answer(), "insufficient");
    }
  }

  /** A change that changes nothing proves nothing. */
  @Test
  void everyChangeChangesManyCases() throws IOException {
    assumeTrue(Files.isDirectory(CASES), "SKIPPED: no exam cases beside the checkout");
    Set<String> vocabulary = vocabulary();
    try (Stream<Path> cases = Files.list(CASES)) {
      List<EvidenceFolder> folders =
          cases.map(one -> EvidenceFolder.read(one.resolve("evidence"))).toList();
      for (Change change : Change.all(vocabulary)) {
        assertThat(folders.stream().filter(one -> !change.of(one, 1).sameAs(one)).count())
            .as(change.name())
            .isGreaterThan(12);
      }
    }
  }

  static Stream<Path> decided() throws IOException {
    if (!Files.isDirectory(CASES)) {
      return Stream.of(CASES);
    }
    try (Stream<Path> cases = Files.list(CASES)) {
      return cases
          .filter(one -> Files.isRegularFile(one.resolve("truth.json")))
          .sorted()
          .toList()
          .stream();
    }
  }

  /** Without the files that decide, the answer is insufficient or less sure, and never another. */
  @ParameterizedTest
  @MethodSource("decided")
  void withoutTheDecisiveFilesItIsLessSure(Path exam) throws IOException {
    assumeTrue(Files.isDirectory(CASES), "SKIPPED: no exam cases beside the checkout");
    Map<?, ?> truth =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(exam.resolve("truth.json")));
    List<String> decisive =
        truth.get("decisive_files") instanceof List<?> files
            ? files.stream().map(String::valueOf).toList()
            : List.of();
    if (decisive.isEmpty() || !"fault".equals(truth.get("kind"))) {
      return;
    }
    Judgement before = Judgement.of(exam.resolve("evidence"));
    EvidenceFolder left = EvidenceFolder.read(exam.resolve("evidence")).without(decisive);
    left.write(folder);
    Judgement after = Judgement.of(folder);
    assertNoOtherClaim(before, after);
    if (after.answer().equals(before.answer())) {
      assertThat(after.confidence()).isLessThan(before.confidence());
    }
  }

  /** Words of the field, which keep their spelling whatever a user's things are called. */
  private static Set<String> vocabulary() throws IOException {
    Set<String> words = new HashSet<>();
    Pattern letters = Pattern.compile("[A-Za-z]{3,}");
    try (Stream<Path> files = Files.list(FACTS)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".md")).toList()) {
        letters
            .matcher(Files.readString(file))
            .results()
            .forEach(word -> words.add(word.group().toLowerCase(java.util.Locale.ROOT)));
      }
    }
    return words;
  }
}
