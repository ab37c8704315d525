package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usage, help and exit status. */
final class CommandLineTest {

  @Test
  void helpShowsExamplesAndExitStatus() {
    Run run = Run.of("--help");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("Examples:").contains("Exit status:").contains("diagnose");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void everyCommandHasHelpWithExamples() {
    for (String command : new String[] {"diagnose", "lint", "compare", "explain", "completion"}) {
      Run run = Run.of(command, "--help");
      assertThat(run.status()).as(command).isZero();
      assertThat(run.out()).as(command).contains("Example");
    }
  }

  @Test
  void nothingToReadIsUsage() {
    Run run = Run.of();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Missing");
  }

  @Test
  void anUnknownFormatIsUsage(@TempDir Path folder) {
    assertThat(Run.of("diagnose", folder.toString(), "-o", "pdf").status()).isEqualTo(2);
  }

  @Test
  void aPathThatDoesNotExistIsStatusFour() {
    Run run = Run.of("no/such/folder", "-o", "json");
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no/such/folder");
  }

  @Test
  void anEmptyFolderIsStatusThree(@TempDir Path folder) {
    assertThat(Run.of(folder.toString()).status()).isEqualTo(3);
  }

  @Test
  void explainKnowsCausesAndChecksInBothLanguages() {
    Run english = Run.of("explain", "nlb-idle-timeout");
    assertThat(english.status()).isZero();
    assertThat(english.out()).contains("# nlb-idle-timeout");
    Run chinese = Run.of("explain", "nlb-idle-timeout", "--lang", "zh");
    assertThat(chinese.out()).isNotEqualTo(english.out()).contains("# nlb-idle-timeout");
  }

  @Test
  void explainSuggestsTheNearestCode() {
    Run run = Run.of("explain", "nlb-idle-timeuot");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("nlb-idle-timeout");
  }

  @Test
  void completionIsAScript() {
    Run run = Run.of("completion");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("complete").contains("whichhop");
  }

  @Test
  void aBarePathIsDiagnose(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("note.txt"), "Nothing to see here, move along please.\n");
    assertThat(Run.of(folder.toString()).out())
        .isEqualTo(Run.of("diagnose", folder.toString()).out());
  }
}
