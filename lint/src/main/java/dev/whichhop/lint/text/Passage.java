package dev.whichhop.lint.text;

import dev.whichhop.knowledge.LintRule.Scope;

/**
 * A piece of text that rules look at.
 *
 * @param scope what kind of text it is
 * @param text the text itself
 * @param context what it stands under: headings, the sentence that leads to a list, the paragraph
 *     around a sentence, comments above
 */
public record Passage(Scope scope, LocatedText text, String context) {}
