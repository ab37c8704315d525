package dev.whichhop.app.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.live.BundleFiles;
import dev.whichhop.live.FolderFiles;
import dev.whichhop.redact.Removals;
import dev.whichhop.redact.pseudonym.Pseudonyms;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A bundle that can be given away leads to the same verdict, for the same causes, as surely. */
final class VerdictSurvivesTest {
  private static final Set<Path> CHANGED = new HashSet<>();

  @TempDir private Path folder;

  static List<Path> recordings() throws IOException {
    return Recordings.all();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void isTheSame(Path evidence) throws IOException {
    Path redacted = Files.createDirectories(folder.resolve("redacted"));
    boolean changed = !redact(evidence, new FolderFiles(redacted)).totals().isEmpty();
    Path renamed = Files.createDirectories(folder.resolve("renamed"));
    redact(evidence, renaming(renamed, evidence));
    String raw = Recordings.judgement(evidence);
    if (changed) {
      CHANGED.add(evidence);
      assertThat(Recordings.judgement(redacted)).as("redacted").isEqualTo(raw);
    }
    assertThat(Recordings.judgement(renamed)).as("pseudonymised").isEqualTo(raw);
  }

  private PseudonymisedFiles renaming(Path renamed, Path evidence) throws IOException {
    return new PseudonymisedFiles(
        new FolderFiles(renamed),
        Files.createTempDirectory(folder, "spool"),
        Pseudonyms.fresh(key(evidence.toString().hashCode())));
  }

  private static byte[] key(int seed) {
    byte[] key = new byte[32];
    new Random(seed).nextBytes(key);
    return key;
  }

  private static Removals redact(Path evidence, BundleFiles to) throws IOException {
    Removals removals = new Removals();
    try (BundleFiles files = new RedactedFiles(to, removals)) {
      new BundleCopy(files).copy(List.of(evidence), InputStream.nullInputStream());
    }
    return removals;
  }

  /** Verdicts that survive because nothing was taken out would prove nothing. */
  @AfterAll
  static void somethingWasTakenOut() {
    assertThat(CHANGED).isNotEmpty();
  }
}
