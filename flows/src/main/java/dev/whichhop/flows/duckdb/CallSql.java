package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.duckdb.ExpressionSql.Scope;
import dev.whichhop.flows.function.Aggregate;
import dev.whichhop.flows.function.Function;
import dev.whichhop.flows.function.FunctionCatalog;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.flows.function.PeriodFunction;
import dev.whichhop.flows.function.Periods;
import dev.whichhop.flows.function.ScalarFunction;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.sql.Sql;
import dev.whichhop.flows.sql.Sql.Operator;
import dev.whichhop.flows.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls of functions. Those that queries use most are said in SQL; any other is the function of the
 * interpreter, called by DuckDB.
 */
final class CallSql {
  private final JavaFunctions functions;
  private final Moment moment;

  CallSql(JavaFunctions functions, Moment moment) {
    this.functions = functions;
    this.moment = moment;
  }

  Operand operand(Call call, ExpressionSql expressions, Scope scope) {
    Function function =
        FunctionCatalog.find(call.function())
            .orElseThrow(() -> new BeyondSqlException(call.function()));
    return switch (function) {
      case Aggregate _ -> scope.aggregate(call);
      case PeriodFunction rounding -> rounding(rounding, call, expressions, scope);
      case ScalarFunction scalar -> scalar(scalar, call, expressions, scope);
    };
  }

  private Operand scalar(
      ScalarFunction function, Call call, ExpressionSql expressions, Scope scope) {
    List<Expression> arguments = call.arguments();
    return switch (function.name()) {
      case "ispresent" ->
          new Operand.Condition(expressions.operand(arguments.getFirst(), scope).isPresent());
      case "if", "case" -> choice(arguments, expressions, scope);
      case "coalesce" -> coalesce(arguments, expressions, scope);
      default -> computed(function, arguments, expressions, scope);
    };
  }

  private static Operand choice(
      List<Expression> arguments, ExpressionSql expressions, Scope scope) {
    List<Sql> conditions = new ArrayList<>();
    List<Operand> values = new ArrayList<>();
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      conditions.add(expressions.condition(arguments.get(i), scope));
      values.add(expressions.operand(arguments.get(i + 1), scope));
    }
    values.add(
        arguments.size() % 2 == 1
            ? expressions.operand(arguments.getLast(), scope)
            : Constants.operand(Value.MISSING));
    return Alternatives.of(
        values,
        parts -> {
          List<Sql.When> branches = new ArrayList<>();
          for (int i = 0; i < conditions.size(); i++) {
            branches.add(new Sql.When(conditions.get(i), parts.get(i)));
          }
          return new Sql.Case(branches, parts.getLast());
        });
  }

  private static Operand coalesce(
      List<Expression> arguments, ExpressionSql expressions, Scope scope) {
    List<Operand> values = arguments.stream().map(one -> expressions.operand(one, scope)).toList();
    return Alternatives.of(values, parts -> new Sql.Call("coalesce", parts));
  }

  /** Arguments that stand in the query are not sent through DuckDB for every row. */
  private Operand computed(
      ScalarFunction function, List<Expression> arguments, ExpressionSql expressions, Scope scope) {
    List<@Nullable Value> constants = new ArrayList<>();
    List<Kind> kinds = new ArrayList<>();
    List<Sql> columns = new ArrayList<>();
    for (Expression argument : arguments) {
      Value constant = Constants.of(argument).orElse(null);
      constants.add(constant);
      if (constant == null) {
        Operand operand = expressions.operand(argument, scope);
        kinds.add(operand.kind());
        columns.add(operand.argument());
      }
    }
    if (columns.isEmpty()) {
      return Constants.operand(function.apply(filled(constants, List.of()), moment));
    }
    Kind result = kind(function.result());
    String name =
        functions.add(kinds, result, values -> function.apply(filled(constants, values), moment));
    return operand(new Sql.Call(name, columns), result);
  }

  private static List<Value> filled(List<@Nullable Value> constants, List<Value> values) {
    List<Value> filled = new ArrayList<>(constants.size());
    int next = 0;
    for (Value constant : constants) {
      filled.add(constant == null ? values.get(next++) : constant);
    }
    return filled;
  }

  private static Kind kind(Function.Kind result) {
    return switch (result) {
      case TEXT -> Kind.TEXT;
      case NUMBER -> Kind.NUMBER;
      case TRUTH -> Kind.WHOLE;
      case TIME -> Kind.TIME;
      case STRUCTURE, ARGUMENT -> Kind.MIXED;
    };
  }

  private static Operand operand(Sql sql, Kind kind) {
    return switch (kind) {
      case TEXT -> new Operand.Text(sql);
      case NUMBER, WHOLE -> new Operand.Number(sql, kind);
      case TIME -> new Operand.Time(sql);
      case MIXED -> new Operand.Mixed(sql);
      case TRUTH -> new Operand.Condition(sql);
    };
  }

  private Operand rounding(
      PeriodFunction function, Call call, ExpressionSql expressions, Scope scope) {
    Operand time =
        function.ofTimestamp()
            ? scope.timestamp()
            : expressions.operand(call.arguments().getFirst(), scope);
    if (!(call.arguments().getLast() instanceof Period period)) {
      throw new BeyondSqlException("a period that is computed");
    }
    String name =
        functions.add(
            List.of(time.kind()), Kind.TIME, one -> function.apply(one.getFirst(), period));
    Sql rounded = Sql.call(name, time.argument());
    return new Operand.Time(
        time instanceof Operand.Time(Sql milliseconds) && !function.up() && isFixed(period)
            ? floor(milliseconds, Periods.next(0, period), rounded)
            : rounded);
  }

  /** From 1970 on it is a remainder less; other times are left to the function. */
  private static Sql floor(Sql time, long length, Sql otherwise) {
    Sql usual =
        Sql.and(
            Sql.infix(time, Operator.GREATER_OR_EQUAL, new Sql.Whole(0)),
            Sql.infix(time, Operator.LESS_OR_EQUAL, new Sql.Whole((long) Periods.FARTHEST)));
    Sql rest = Sql.infix(time, Operator.REMAINDER, new Sql.Whole(length));
    return Sql.when(usual, Sql.infix(time, Operator.SUBTRACT, rest), otherwise);
  }

  private static boolean isFixed(Period period) {
    return switch (period.unit()) {
      case MILLISECOND, SECOND, MINUTE, HOUR, DAY -> true;
      case WEEK, MONTH, QUARTER, YEAR -> false;
    };
  }
}
