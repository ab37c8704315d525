package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.value.Value;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/**
 * Functions of this program that statements of DuckDB call, so that what SQL cannot say exactly is
 * computed by the very code of the reference interpreter. They run for chunks of rows, on DuckDB's
 * threads, at some five million rows a second.
 */
final class JavaFunctions {
  private final DuckDBConnection connection;
  private int made;

  JavaFunctions(DuckDBConnection connection) {
    this.connection = connection;
  }

  /** A function of the values of one row; it must give the same for the same. */
  @FunctionalInterface
  interface Body {
    Value apply(List<Value> arguments);
  }

  /** Makes a function known under a name of its own, which is returned. */
  String add(List<Kind> parameters, Kind result, Body body) {
    String name = "java_" + made++;
    add(name, parameters, result, body);
    return name;
  }

  void add(String name, List<Kind> parameters, Kind result, Body body) {
    register(name, parameters, result, false, vectorized(List.copyOf(parameters), result, body));
  }

  /** A condition that notes something about the rows that it sees, each once. */
  String addObserving(List<Kind> parameters, Body body) {
    String name = "java_" + made++;
    register(
        name, parameters, Kind.TRUTH, true, vectorized(List.copyOf(parameters), Kind.TRUTH, body));
    return name;
  }

  /**
   * A function that gives back a condition, false where it is NULL.
   *
   * @param observer is told of each chunk of rows for how many of them it holds
   */
  String addCondition(LongConsumer observer) {
    String name = "java_" + made++;
    register(
        name,
        List.of(Kind.TRUTH),
        Kind.TRUTH,
        true,
        (rows, answers) -> {
          DuckDBReadableVector condition = rows.vector(0);
          long holds = 0;
          long count = rows.rowCount();
          for (long row = 0; row < count; row++) {
            boolean held = condition.getBoolean(row, false);
            answers.setBoolean(row, held);
            holds += held ? 1 : 0;
          }
          observer.accept(holds);
        });
    return name;
  }

  private void register(
      String name,
      List<Kind> parameters,
      Kind result,
      boolean observing,
      DuckDBScalarFunction function) {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      if (observing) {
        builder.withVolatile();
      }
      builder.withName(name);
      for (Kind parameter : parameters) {
        builder.withParameter(parameter.type());
      }
      builder.withReturnType(result.type()).withVectorizedFunction(function).register(connection);
    } catch (SQLException refused) {
      throw new IllegalStateException(refused);
    }
  }

  private static DuckDBScalarFunction vectorized(List<Kind> parameters, Kind result, Body body) {
    return (rows, answers) -> {
      Value[] values = new Value[(int) rows.rowCount()];
      List<DuckDBReadableVector> vectors = vectors(rows, parameters.size());
      for (int row = 0; row < values.length; row++) {
        List<Value> arguments = new ArrayList<>(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
          arguments.add(read(parameters.get(i), vectors.get(i), row));
        }
        values[row] = body.apply(arguments);
      }
      write(result, values, answers);
    };
  }

  private static List<DuckDBReadableVector> vectors(DuckDBDataChunkReader rows, int count) {
    List<DuckDBReadableVector> vectors = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      vectors.add(rows.vector(i));
    }
    return vectors;
  }

  private static Value read(Kind kind, DuckDBReadableVector vector, int row) {
    if (vector.isNull(row)) {
      return Value.MISSING;
    }
    return switch (kind) {
      case TEXT -> new Value.Text(vector.getString(row));
      case NUMBER -> new Value.Number(vector.getDouble(row));
      case WHOLE -> new Value.Number(vector.getLong(row));
      case TIME -> new Value.Time(vector.getLong(row));
      case MIXED -> MixedValues.read(vector.getString(row));
      case TRUTH -> Value.of(vector.getBoolean(row));
    };
  }

  private static void write(Kind kind, Value[] values, DuckDBWritableVector answers) {
    switch (kind) {
      case TEXT, MIXED -> {
        String[] texts = new String[values.length];
        for (int row = 0; row < values.length; row++) {
          texts[row] = kind == Kind.TEXT ? values[row].text() : MixedValues.write(values[row]);
        }
        answers.setStrings(0, texts);
      }
      case NUMBER, WHOLE, TIME, TRUTH -> {
        for (int row = 0; row < values.length; row++) {
          if (values[row].number().isEmpty()) {
            answers.setNull(row);
          } else {
            write(kind, values[row].number().getAsDouble(), row, answers);
          }
        }
      }
    }
  }

  private static void write(Kind kind, double number, int row, DuckDBWritableVector answers) {
    switch (kind) {
      case NUMBER -> answers.setDouble(row, number);
      case WHOLE, TIME -> answers.setLong(row, (long) number);
      case TRUTH -> answers.setBoolean(row, number != 0);
      case TEXT, MIXED -> throw new IllegalArgumentException(kind.name());
    }
  }
}
