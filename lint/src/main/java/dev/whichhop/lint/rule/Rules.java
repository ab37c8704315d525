package dev.whichhop.lint.rule;

import dev.whichhop.knowledge.KnownFields;
import dev.whichhop.knowledge.LintRule;
import dev.whichhop.lint.Rule;
import java.util.List;
import java.util.Map;

/** All rules. */
public final class Rules {
  private Rules() {}

  /** The rules that are data, and those that need logic. */
  public static List<Rule> all(Map<String, LintRule> rules) {
    Schemas schemas = new Schemas(KnownFields.load());
    return List.of(
        new WordRules(rules.values()),
        new FieldRules(rules.values()),
        new UnknownFields(schemas),
        new UnknownKinds(schemas),
        new UnknownAnnotations(),
        new UnknownVariables(),
        new UnknownConfigKeys(),
        new MetricNames(),
        new WrongDefaults(),
        new SameHostTwice(),
        new DrainAgainstGrace(),
        new ConcurrencyAgainstLimit(),
        new OtherControllersAnnotations());
  }
}
