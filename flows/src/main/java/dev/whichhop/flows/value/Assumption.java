package dev.whichhop.flows.value;

import java.util.Locale;

/**
 * A rule that AWS does not document and that nobody was seen to rely on, or a way in which this
 * program answers differently on purpose.
 *
 * <p>An answer names those that it rests on; {@code --strict} refuses it. The rules stand in {@code
 * docs/insights.md}.
 */
public enum Assumption {
  /** {@code !=}, {@code not like} and {@code not in} are false for a missing field. */
  MISSING_NOT_EQUAL,
  /** {@code not (a = 1)} is true where the field is missing. */
  NEGATED_MISSING,
  /** {@code <} and its like are false unless both sides are numbers. */
  ORDER_OF_TEXT,
  /** A field as a condition: false is what is missing, empty, {@code false} or zero. */
  TRUTH_OF_FIELD,
  /** {@code true} and {@code false} are the numbers 1 and 0, in JSON too. */
  TRUTH_IS_NUMBER,
  /** {@code -2 ^ 2} is -4, {@code 2 ^ 3 ^ 2} is 512. */
  POWER,
  /** A backslash before a quote, a backslash, n, r or t. */
  ESCAPES,
  /** Division and remainder by zero give nothing. */
  DIVISION_BY_ZERO,
  /** Aggregates of numbers leave out what is no number. */
  AGGREGATES_SKIP_TEXT,
  /** Rows without the field form a group of their own. */
  GROUP_OF_MISSING,
  /** Of groups in no order, those that sort first are kept by {@code limit}. */
  ORDER_OF_GROUPS,
  /** Of rows that {@code sort} finds equal, those read first are kept by {@code limit}. */
  TIES_AT_LIMIT,
  /** {@code stats} without {@code by} gives one row even of no rows. */
  STATS_OF_NOTHING,
  /** {@code limit} before other commands leaves them only so many rows. */
  LIMIT_BY_POSITION,
  /** A percentile is the smallest value that so many percent do not exceed. */
  PERCENTILE,
  /** Each {@code *} of {@code parse} is as short as possible. */
  SHORTEST_MATCH,
  /** A name that {@code parse} defines again has the new value. */
  PARSE_REDEFINES,
  /** Weeks begin on Monday, longer periods with the calendar, in UTC. */
  CALENDAR_PERIODS,
  /** The first element of a list is number 0. */
  LIST_INDEX,
  /** {@code concat} takes a missing value for an empty text. */
  CONCAT_MISSING,
  /** Which ranges of addresses are reserved, and so not public. */
  RESERVED_RANGES,
  /** Details of a function or command that its page leaves open. */
  DETAILS,
  /** A field under another spelling than CloudWatch's, where CloudWatch finds nothing. */
  FIELD_SPELLING;

  /** The name under which an answer shows it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
