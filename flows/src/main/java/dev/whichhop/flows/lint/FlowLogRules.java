package dev.whichhop.flows.lint;

import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Expression.Comparison;
import dev.whichhop.flows.language.Expression.ComparisonOperator;
import dev.whichhop.flows.language.Expression.Like;
import dev.whichhop.flows.language.Expression.Numeral;
import dev.whichhop.flows.language.Expression.Text;
import dev.whichhop.flows.language.Item;
import dev.whichhop.flows.language.QueryText;
import dev.whichhop.flows.lint.QueryFinding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fields of flow logs that are not what they are taken for.
 *
 * <p>Source: Amazon VPC user guide, flow-log-records and flow-logs-records-examples.
 */
final class FlowLogRules {
  private static final Map<String, String> PROTOCOLS =
      Map.of("tcp", "6", "udp", "17", "icmp", "1", "icmpv6", "58");
  private static final Set<String> ACTIONS = Set.of("ACCEPT", "REJECT");
  private static final Set<String> STATUSES = Set.of("OK", "NODATA", "SKIPDATA");

  private FlowLogRules() {}

  static List<QueryRule> all() {
    return List.of(
        rule("tcp-flags-compared", Level.WARNING, FlowLogRules::flags),
        rule("protocol-by-name", Level.ERROR, FlowLogRules::protocol),
        rule("value-in-other-case", Level.ERROR, FlowLogRules::otherCase),
        new PortWithLike(),
        new RecordsCalledRequests(),
        new StatusRowsCounted());
  }

  /** A rule about a comparison with a constant, by the better comparison that it finds. */
  private static QueryRule rule(
      String name, Level level, BiFunction<Comparison, Expression, @Nullable String> better) {
    return new QueryRule() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<QueryFinding> look(LintedQuery query) {
        List<QueryFinding> findings = new ArrayList<>();
        for (Comparison comparison : query.expressions(Comparison.class)) {
          String instead = better.apply(comparison, comparison.right());
          if (instead != null) {
            findings.add(
                new QueryFinding(
                    name,
                    level,
                    comparison.span(),
                    Map.of("comparison", QueryText.of(comparison)),
                    instead));
          }
        }
        return findings;
      }
    };
  }

  private static boolean isEquality(Comparison comparison) {
    return comparison.operator() == ComparisonOperator.EQUAL
        || comparison.operator() == ComparisonOperator.NOT_EQUAL;
  }

  /** Flags of one window are joined, so that a SYN may be 2, 3, 18 or 19: ask for its bit. */
  private static @Nullable String flags(Comparison comparison, Expression constant) {
    if (!isEquality(comparison) || !LintedQuery.isField(comparison.left(), "tcpFlags")) {
      return null;
    }
    long flags = integer(constant);
    if (flags <= 0) {
      return null;
    }
    String bit = comparison.operator() == ComparisonOperator.EQUAL ? " = 1" : " = 0";
    String field = QueryText.of(comparison.left());
    return "floor(" + field + " / " + Long.highestOneBit(flags) + ") % 2" + bit;
  }

  private static long integer(Expression constant) {
    String digits =
        switch (constant) {
          case Numeral numeral -> numeral.digits();
          case Text text -> text.value();
          default -> "";
        };
    return digits.matches("\\d{1,5}") ? Long.parseLong(digits) : -1;
  }

  private static @Nullable String protocol(Comparison comparison, Expression constant) {
    if (!isEquality(comparison)
        || !LintedQuery.isField(comparison.left(), "protocol")
        || !(constant instanceof Text text)) {
      return null;
    }
    String number = PROTOCOLS.get(text.value().toLowerCase(Locale.ROOT));
    return number == null ? null : compared(comparison, number);
  }

  private static @Nullable String otherCase(Comparison comparison, Expression constant) {
    if (!isEquality(comparison) || !(constant instanceof Text text)) {
      return null;
    }
    Set<String> values =
        LintedQuery.isField(comparison.left(), "action")
            ? ACTIONS
            : LintedQuery.isField(comparison.left(), "logStatus") ? STATUSES : Set.of();
    String upper = text.value().toUpperCase(Locale.ROOT);
    boolean other = values.contains(upper) && !values.contains(text.value());
    return other ? compared(comparison, "\"" + upper + "\"") : null;
  }

  private static String compared(Comparison comparison, String value) {
    return QueryText.of(comparison.left()) + " " + comparison.operator().sign() + " " + value;
  }

  /** {@code dstPort like "80"} also finds 8080. */
  private static final class PortWithLike implements QueryRule {
    @Override
    public String name() {
      return "port-with-like";
    }

    @Override
    public List<QueryFinding> look(LintedQuery query) {
      List<QueryFinding> findings = new ArrayList<>();
      for (Like like : query.expressions(Like.class)) {
        boolean port =
            Stream.of("srcPort", "dstPort").anyMatch(one -> LintedQuery.isField(like.value(), one));
        if (port && integer(like.text()) >= 0) {
          String text = String.valueOf(integer(like.text()));
          findings.add(
              new QueryFinding(
                  name(),
                  Level.WARNING,
                  like.span(),
                  Map.of("port", text),
                  QueryText.of(like.value()) + (like.negated() ? " != " : " = ") + text));
        }
      }
      return findings;
    }
  }

  /** A record sums up one flow for up to ten minutes: its number is that of nothing else. */
  private static final class RecordsCalledRequests implements QueryRule {
    private static final Pattern WORDS =
        Pattern.compile("(?i).*(request|connection|session|packet|call|attempt).*");

    @Override
    public String name() {
      return "records-called-requests";
    }

    @Override
    public List<QueryFinding> look(LintedQuery query) {
      List<QueryFinding> findings = new ArrayList<>();
      if (!query.isOfFlowLogs()) {
        return findings;
      }
      for (Command.Stats stats : query.commands(Command.Stats.class)) {
        for (Item item : stats.items()) {
          boolean count =
              item.expression() instanceof Call call && call.function().equalsIgnoreCase("count");
          if (count && WORDS.matcher(item.column()).matches()) {
            String better = QueryText.of(item.expression()) + " as records";
            findings.add(
                new QueryFinding(
                    name(), Level.WARNING, item.span(), Map.of("name", item.column()), better));
          }
        }
      }
      return findings;
    }
  }

  /** NODATA and SKIPDATA rows have {@code -} in every field, which counts as a value. */
  private static final class StatusRowsCounted implements QueryRule {
    private static final Set<String> COUNTING =
        Set.of("count", "countdistinct", "count_distinct", "values", "collect_values");

    @Override
    public String name() {
      return "status-rows-counted";
    }

    @Override
    public List<QueryFinding> look(LintedQuery query) {
      List<QueryFinding> findings = new ArrayList<>();
      if (!query.isOfFlowLogs() || isFiltered(query)) {
        return findings;
      }
      for (Call call : query.expressions(Call.class)) {
        boolean counts =
            COUNTING.contains(call.function().toLowerCase(Locale.ROOT))
                && call.arguments().stream()
                    .anyMatch(one ->
                        one instanceof Expression.Field field
                            && LintedQuery.isFlowLogField(field.path().name()));
        if (counts) {
          findings.add(
              new QueryFinding(
                  name(),
                  Level.NOTE,
                  call.span(),
                  Map.of("call", QueryText.of(call)),
                  "filter logStatus = \"OK\""));
        }
      }
      return findings;
    }

    private static boolean isFiltered(LintedQuery query) {
      return !query.commands(Command.Filter.class).isEmpty()
          || !query.commands(Command.FilterIndex.class).isEmpty();
    }
  }
}
