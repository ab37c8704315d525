package dev.whichhop.flows.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.flows.value.Assumption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssumptionsAreWrittenDownTest {
  @ParameterizedTest
  @EnumSource
  void onThePageOfTheLanguage(Assumption assumption) throws IOException {
    assertThat(Files.readString(Path.of("../docs/insights.md")))
        .contains("`" + assumption.code() + "`");
  }
}
