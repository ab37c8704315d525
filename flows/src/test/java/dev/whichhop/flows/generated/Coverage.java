package dev.whichhop.flows.generated;

import dev.whichhop.flows.function.Function;
import dev.whichhop.flows.function.FunctionCatalog;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Query;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often generated queries use each production of the grammar and each function: every record
 * and every constant of the syntax tree is one, found by walking the tree.
 */
public final class Coverage {
  private final Map<String, Integer> counts = new TreeMap<>();

  /** Productions and functions that a generator is to reach. */
  public static List<String> expected() {
    List<String> expected = new ArrayList<>();
    for (QueryGenerator.Kind kind : QueryGenerator.Kind.values()) {
      // A query in a filter is a production of expressions.
      if (kind != QueryGenerator.Kind.FILTER_QUERY) {
        expected.add("Command." + camel(kind.name()));
      }
    }
    for (Class<?> expression : Expression.class.getDeclaredClasses()) {
      if (expression.isRecord() && !expression.equals(Expression.Parameter.class)) {
        expected.add("Expression." + expression.getSimpleName());
      }
    }
    constants(expected, Expression.Joint.values());
    constants(expected, Expression.ArithmeticOperator.values());
    constants(expected, Expression.ComparisonOperator.values());
    FunctionCatalog.all().stream()
        .map(Function::name)
        .filter(name -> !name.equals("topk"))
        .forEach(name -> expected.add("function " + name));
    return expected;
  }

  private static void constants(List<String> expected, Enum<?>[] values) {
    for (Enum<?> value : values) {
      expected.add(value.getDeclaringClass().getSimpleName() + "." + value.name());
    }
  }

  private static String camel(String constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.split("_")) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  public void count(Query query) {
    walk(query);
  }

  private void walk(Object node) {
    switch (node) {
      case Collection<?> several -> several.forEach(this::walk);
      case Enum<?> constant ->
          add(constant.getDeclaringClass().getSimpleName() + "." + constant.name());
      case Record production -> {
        Class<?> outer = production.getClass().getEnclosingClass();
        add(
            (outer == null ? "" : outer.getSimpleName() + ".")
                + production.getClass().getSimpleName());
        if (production instanceof Expression.Call call) {
          add("function " + FunctionCatalog.find(call.function()).orElseThrow().name());
        }
        for (RecordComponent component : production.getClass().getRecordComponents()) {
          walkComponent(production, component);
        }
      }
      default -> {}
    }
  }

  private void walkComponent(Record production, RecordComponent component) {
    try {
      Object value = component.getAccessor().invoke(production);
      if (value != null) {
        walk(value);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("components of public records can be read", e);
    }
  }

  private void add(String production) {
    counts.merge(production, 1, Integer::sum);
  }

  public int of(String production) {
    return counts.getOrDefault(production, 0);
  }

  /** A line for each expected production, the rarest first. */
  public String report() {
    StringBuilder report = new StringBuilder();
    expected().stream()
        .sorted(Comparator.comparingInt(this::of).thenComparing(name -> name))
        .forEach(name -> report.append(String.format("%8d %s%n", of(name), name)));
    return report.toString();
  }
}
