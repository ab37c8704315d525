package dev.whichhop.evidence.log;

import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.SignalPattern;
import dev.whichhop.records.LiteralMatcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every line once for the literals of all signal patterns, and reports the patterns that
 * match. A line without a literal costs one pass and allocates nothing. Not thread-safe.
 */
public final class SignalScanner implements LogWatcher {
  private final List<SignalPattern> patterns;
  private final LiteralMatcher literals;

  /** Patterns that wait for a literal, by its index. */
  private final List<List<Integer>> patternsOf = new ArrayList<>();

  private final BitSet found = new BitSet();
  private final BitSet candidates = new BitSet();

  public SignalScanner(List<SignalPattern> patterns) {
    this.patterns = List.copyOf(patterns);
    Map<String, Integer> indexOf = new LinkedHashMap<>();
    for (int pattern = 0; pattern < patterns.size(); pattern++) {
      for (String literal : patterns.get(pattern).any()) {
        for (String written : written(literal)) {
          int index = indexOf.computeIfAbsent(written, _ -> newLiteral());
          patternsOf.get(index).add(pattern);
        }
      }
    }
    this.literals = new LiteralMatcher(List.copyOf(indexOf.keySet()), false);
  }

  /**
   * Envoy's access log has underscores where a message has blanks, so that its columns can be told
   * apart: measured on 1.40 (lab/corpus/certificate-expired); StringUtil::replaceAllEmptySpace.
   */
  private static Set<String> written(String literal) {
    Set<String> both = new LinkedHashSet<>();
    both.add(literal);
    both.add(literal.replace(' ', '_'));
    return both;
  }

  private static boolean says(String line, String literal) {
    return written(literal).stream().anyMatch(line::contains);
  }

  private int newLiteral() {
    patternsOf.add(new ArrayList<>());
    return patternsOf.size() - 1;
  }

  @Override
  public void line(
      String line, Component component, @Nullable Instant time, Place place, BundleBuilder into) {
    if (!literals.find(line, found)) {
      return;
    }
    for (int literal = found.nextSetBit(0); literal >= 0; literal = found.nextSetBit(literal + 1)) {
      patternsOf.get(literal).forEach(candidates::set);
    }
    found.clear();
    for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
      SignalPattern pattern = patterns.get(i);
      if (pattern.all().stream().allMatch(one -> says(line, one))
          && pattern.none().stream().noneMatch(one -> says(line, one))) {
        into.signal(pattern.id(), component, time, new Evidence(place, line));
      }
    }
    candidates.clear();
  }
}
