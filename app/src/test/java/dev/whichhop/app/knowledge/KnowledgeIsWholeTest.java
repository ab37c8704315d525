package dev.whichhop.app.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.check.Checks;
import dev.whichhop.knowledge.Artefacts;
import dev.whichhop.knowledge.Cause;
import dev.whichhop.knowledge.Causes;
import dev.whichhop.knowledge.ClusterSetting;
import dev.whichhop.knowledge.ClusterSettings;
import dev.whichhop.knowledge.HarmfulChange;
import dev.whichhop.knowledge.HarmfulChanges;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.knowledge.Question;
import dev.whichhop.knowledge.Questions;
import dev.whichhop.knowledge.RemedyCatalogue;
import dev.whichhop.knowledge.Signals;
import dev.whichhop.knowledge.Term;
import dev.whichhop.knowledge.Terms;
import dev.whichhop.knowledge.Timers;
import dev.whichhop.model.diagnosis.Situation;
import dev.whichhop.model.evidence.SignalPattern;
import dev.whichhop.model.survey.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names whatever piece of a check or cause is missing. */
final class KnowledgeIsWholeTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9-]{1,39})}");

  private final List<Cause> causes = Causes.load();

  @Test
  void everyCauseUsesChecksThatExist() {
    Set<String> known = Checks.all().stream().map(Check::id).collect(Collectors.toSet());
    List<String> missing = new ArrayList<>();
    for (Cause cause : causes) {
      for (Cause.Expectation expectation : cause.answers()) {
        if (!known.contains(expectation.check())) {
          missing.add(cause.id() + " uses " + expectation.check());
        }
      }
    }
    assertThat(missing).as("checks that are named in a cause and not registered").isEmpty();
  }

  @Test
  void everyCheckIsUsedAndUnique() {
    List<String> ids = Checks.all().stream().map(Check::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
    Set<String> used = new HashSet<>();
    causes.forEach(cause -> cause.answers().forEach(one -> used.add(one.check())));
    assertThat(ids).as("checks that no cause uses").allSatisfy(id -> assertThat(used).contains(id));
  }

  @Test
  void everyTimerNamesAnArtefactThatExists() {
    assertThat(Timers.load().values())
        .allSatisfy(timer -> assertThat(Artefacts.load()).containsKey(timer.artefact()));
  }

  @Test
  void everyRemedyHasItsFacts() {
    Set<String> known = RemedyCatalogue.load().keySet();
    Set<String> used = new TreeSet<>();
    causes.forEach(cause -> cause.remedies().forEach(one -> used.add(one.id())));
    assertThat(used)
        .as("remedies without an entry in remedies/*.yaml: what they touch and take")
        .allSatisfy(id -> assertThat(known).contains(id));
    assertThat(known).as("entries that no cause uses").isSubsetOf(used);
  }

  @Test
  void everyHarmfulChangeNamesCausesThatExist() {
    Set<String> known = causes.stream().map(Cause::id).collect(Collectors.toSet());
    for (HarmfulChange change : HarmfulChanges.load()) {
      assertThat(known).as(change.id()).containsAll(change.causes());
    }
  }

  @Test
  void everyQuestionOfTheWalkAsksChecksThatExist() {
    Set<String> known = Checks.all().stream().map(Check::id).collect(Collectors.toSet());
    assertThat(Questions.load()).extracting(Question::id).doesNotHaveDuplicates();
    assertThat(Questions.load())
        .allSatisfy(question -> assertThat(known).containsAll(question.checks()));
  }

  @Test
  void signalsAreUnique() {
    assertThat(Signals.load()).extracting(SignalPattern::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void everySentenceExists(Language language) {
    Messages messages = Messages.load(language);
    Set<String> missing = new TreeSet<>();
    for (Cause cause : causes) {
      need(messages, missing, "cause." + cause.id() + ".title");
      need(messages, missing, "cause." + cause.id() + ".mechanism");
      for (Cause.RemedyTemplate remedy : cause.remedies()) {
        need(messages, missing, "remedy." + remedy.id() + ".do");
        need(messages, missing, "remedy." + remedy.id() + ".limits");
      }
    }
    for (Check check : Checks.all()) {
      need(messages, missing, "check." + check.id() + ".title");
      need(messages, missing, "check." + check.id() + ".found");
      need(messages, missing, "check." + check.id() + ".absent");
    }
    for (ClusterSetting setting : ClusterSettings.load()) {
      boolean limit = !setting.live().isEmpty();
      boolean doubtful = !Double.isNaN(setting.doubtfulFrom());
      if (limit || doubtful) {
        need(messages, missing, "setting." + setting.id() + ".fit");
      }
      if (doubtful) {
        need(messages, missing, "setting." + setting.id() + ".doubt");
      }
    }
    for (Topic topic : Topic.values()) {
      need(messages, missing, "check.measure." + topic.id());
    }
    for (Question question : Questions.load()) {
      need(messages, missing, "walk." + question.id());
    }
    for (Situation situation : Situation.values()) {
      need(messages, missing, "situation." + situation.id());
    }
    for (String timer : Timers.load().keySet()) {
      need(messages, missing, "timer." + timer + ".title");
    }
    for (Term term : Terms.load().all()) {
      need(messages, missing, term.means());
      if (term.kind() != Term.Kind.DETAIL && term.kind() != Term.Kind.REASON) {
        need(messages, missing, term.look());
      }
    }
    for (HarmfulChange change : HarmfulChanges.load()) {
      need(messages, missing, "refused." + change.id() + ".what");
      need(messages, missing, "refused." + change.id() + ".why");
    }
    for (String artefact : Artefacts.load().keySet()) {
      need(messages, missing, "artefact." + artefact + ".what");
    }
    assertThat(missing).as("sentences missing in %s", language).isEmpty();
  }

  @Test
  void bothLanguagesHaveTheSameKeysAndPlaceholders() {
    Messages english = Messages.load(Language.EN);
    Messages chinese = Messages.load(Language.ZH);
    assertThat(chinese.keys()).isEqualTo(english.keys());
    for (String key : english.keys()) {
      assertThat(placeholders(chinese, key)).as(key).isEqualTo(placeholders(english, key));
    }
  }

  private static void need(Messages messages, Set<String> missing, String key) {
    if (!messages.has(key)) {
      missing.add(key);
    }
  }

  private static Set<String> placeholders(Messages messages, String key) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = PLACEHOLDER.matcher(messages.template(key));
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
