package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.check.Checks;
import dev.whichhop.knowledge.Cause;
import dev.whichhop.knowledge.Causes;
import dev.whichhop.knowledge.Language;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every cause and every check has its page, in both languages, without a hole. */
final class PagesTest {

  @ParameterizedTest
  @EnumSource
  void everyCodeHasAPage(Language language) {
    String word = language.name().toLowerCase(Locale.ROOT);
    String index = Run.of("explain", "--lang", word).out();
    Stream.concat(Causes.load().stream().map(Cause::id), Checks.all().stream().map(Check::id))
        .forEach(code -> {
          Run run = Run.of("explain", code, "--lang", word);
          assertThat(run.status()).as(code).isZero();
          assertThat(run.out()).as(code).startsWith("# " + code).hasSizeGreaterThan(80);
          assertThat(run.out())
              .as("a key without its sentence in the page of %s", code)
              .doesNotContain("cause." + code + ".")
              .doesNotContain("check." + code + ".")
              .doesNotContainPattern("page\\.(for|against|found|absent|weight|reads|sources)");
          assertThat(index).contains("`" + code + "`");
        });
  }
}
