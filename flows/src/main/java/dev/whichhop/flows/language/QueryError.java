package dev.whichhop.flows.language;

import org.jspecify.annotations.Nullable;

/**
 * A query that cannot be run, with the place in its text, what is wrong and what to write instead.
 *
 * <p>English only, as messages of compilers are.
 */
public final class QueryError extends RuntimeException {
  /** Longer lines are cut around the place: a query may be a megabyte on one line. */
  private static final int WIDEST = 120;

  private final String problem;
  private final @Nullable String advice;
  private final Span span;

  public QueryError(String problem, @Nullable String advice, Span span) {
    super(advice == null ? problem : problem + ": " + advice);
    this.problem = problem;
    this.advice = advice;
    this.span = span;
  }

  public String problem() {
    return problem;
  }

  public @Nullable String advice() {
    return advice;
  }

  public Span span() {
    return span;
  }

  /** The problem with the line that it stands on and a caret below the place. */
  public String render(String query) {
    int place = Math.min(span.start(), query.length());
    int lineStart = query.lastIndexOf('\n', place - 1) + 1;
    int lineEnd = query.indexOf('\n', place);
    lineEnd = lineEnd < 0 ? query.length() : lineEnd;
    int lineNumber = 1 + (int) query.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    int from = Math.max(lineStart, Math.min(place - WIDEST / 2, lineEnd - WIDEST));
    int to = Math.min(lineEnd, from + WIDEST);
    int carets = Math.clamp(span.end() - (long) place, 1, Math.max(1, to - place));
    StringBuilder text = new StringBuilder();
    text.append("line ").append(lineNumber).append(", column ").append(place - lineStart + 1);
    text.append(": ").append(problem).append('\n');
    text.append("  ").append(query, from, to).append('\n');
    text.append("  ");
    // A tab before the place stays a tab, so that the caret stands below it on every terminal.
    query.substring(from, place).chars().forEach(c -> text.append(c == '\t' ? '\t' : ' '));
    text.append("^".repeat(carets));
    if (advice != null) {
      text.append('\n').append("  ").append(advice);
    }
    return text.toString();
  }
}
