package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.flows.analysis.Note;
import dev.whichhop.flows.lint.QueryFinding;
import dev.whichhop.flows.lint.QueryLinter;
import dev.whichhop.flows.value.Assumption;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that the check of a query can say has its sentence. */
class InsightsTextTest {
  @ParameterizedTest
  @EnumSource
  void everythingHasAText(Language language) {
    List<String> keys = new ArrayList<>();
    for (Assumption assumption : Assumption.values()) {
      keys.add("insights.assumption." + assumption.code());
    }
    for (Note.Kind kind : Note.Kind.values()) {
      keys.add("insights.note." + kind.code());
    }
    for (QueryFinding.Level level : QueryFinding.Level.values()) {
      keys.add("insights-lint.level." + level.name().toLowerCase(Locale.ROOT));
    }
    for (String rule : QueryLinter.rules()) {
      keys.add("insights-lint." + rule + ".found");
      keys.add("insights-lint." + rule + ".instead");
    }
    Messages messages = Messages.load(language);
    assertThat(keys).allMatch(messages::has);
  }
}
