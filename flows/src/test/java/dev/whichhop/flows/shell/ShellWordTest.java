package dev.whichhop.flows.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {

  @Test
  void whatNeedsNoQuotesHasNone() {
    assertThat(ShellWord.of("Name=vpc-id,Values=vpc-1")).isEqualTo("Name=vpc-id,Values=vpc-1");
    assertThat(ShellWord.of(List.of("sg-1", "sg 2"))).isEqualTo("sg-1 'sg 2'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sg-1; touch x", "$(touch x)", "it's", "a\nb", "*", "~", "# no"})
  void theShellReadsTheSameTextAgain(String text) throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of(text)).start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    assertThat(said).isEqualTo(text);
  }
}
