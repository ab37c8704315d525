package dev.whichhop.lint;

import dev.whichhop.knowledge.LintRule;
import dev.whichhop.model.evidence.Place;
import java.util.Map;

/**
 * Something in a file that is wrong, obsolete, without effect or harmful.
 *
 * @param rule whose sentences say what it is
 * @param place file, line and, in documents, the path of the field
 * @param column 1-based; 0 when unknown
 * @param text the literal line, untrusted
 * @param values for the placeholders of the sentences
 */
public record LintFinding(
    LintRule rule, Place place, int column, String text, Map<String, String> values) {}
