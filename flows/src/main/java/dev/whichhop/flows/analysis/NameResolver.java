package dev.whichhop.flows.analysis;

import dev.whichhop.flows.analysis.Note.Kind;
import dev.whichhop.flows.function.Function;
import dev.whichhop.flows.function.FunctionCatalog;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Expression.Field;
import dev.whichhop.flows.language.Path;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.value.Assumption;
import dev.whichhop.model.EditDistance;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what a name means in a scope. */
final class NameResolver {
  private final EventFields fields;
  private final Findings findings;

  NameResolver(EventFields fields, Findings findings) {
    this.fields = fields;
    this.findings = findings;
  }

  /**
   * The path as engines look it up: of a field in another spelling, that of the event.
   *
   * @throws QueryError when nothing of that name can be there
   */
  Path resolve(Path path, Scope scope) {
    if (path.segments().stream().anyMatch(Path.Segment::index)) {
      findings.assume(Assumption.LIST_INDEX);
    }
    if (scope.definedBeginning(path).isPresent()) {
      return path;
    }
    if (!scope.ofEvents()) {
      throw unknown(path, scope);
    }
    return ofEvent(path);
  }

  private Path ofEvent(Path path) {
    String name = path.name();
    if (!fields.areKnown() || fields.surelyHave(name)) {
      return path;
    }
    Optional<String> other = fields.otherSpelling(name);
    if (other.isPresent()) {
      findings.assume(Assumption.FIELD_SPELLING);
      findings.note(
          new Note(
              Kind.FIELD_SPELLING, Map.of("written", name, "field", other.get()), path.span()));
      return new Path(List.of(new Path.Segment(other.get(), false)), path.span());
    }
    Optional<String> nearest = fields.nearest(name);
    findings.note(
        nearest.isPresent()
            ? new Note(
                Kind.MISSPELT_FIELD, Map.of("written", name, "nearest", nearest.get()), path.span())
            : new Note(Kind.UNKNOWN_FIELD, Map.of("written", name), path.span()));
    return path;
  }

  private static QueryError unknown(Path path, Scope scope) {
    String name = path.name();
    if (scope.names().isEmpty()) {
      return new QueryError("there is no " + name + " here", null, path.span());
    }
    return new QueryError(
        "Unknown symbols found in or after stats: " + name,
        meant(name, scope)
            .map(column -> "did you mean " + column + "?")
            .orElseGet(() ->
                "after stats there are only its columns: "
                    + String.join(", ", scope.names())
                    + "; what asks about events stands before stats"),
        path.span());
  }

  /**
   * The column that was meant: that of a function named without its brackets, that of the time, or
   * one of a similar name.
   */
  private static Optional<String> meant(String name, Scope scope) {
    String function = name.equals("@timestamp") ? "bin" : name;
    Optional<String> called =
        scope.names().stream().filter(column -> column.startsWith(function + "(")).findFirst();
    return called.or(() ->
        EditDistance.nearest(name, scope.names(), 1).stream()
            .filter(column -> EditDistance.between(name, column) <= 2)
            .findFirst());
  }

  /** Whether the value can be missing from a row. */
  boolean mayBeMissing(Expression expression, Scope scope) {
    return switch (expression) {
      case Field field -> !isSurelyThere(field, scope);
      case Call call ->
          call.arguments().stream().anyMatch(one -> mayBeMissing(one, scope))
              || mayNotConvert(call, scope);
      case Expression.Negative negative -> mayBeMissing(negative.operand(), scope);
      case Expression.Arithmetic ignored -> true;
      case Expression.Literal ignored -> false;
      case Expression.Period ignored -> false;
      case Expression.Star ignored -> false;
      case Expression.Comparison ignored -> false;
      case Expression.Not ignored -> false;
      case Expression.Junction ignored -> false;
      case Expression.Like ignored -> false;
      case Expression.Matches ignored -> false;
      case Expression.InList ignored -> false;
      case Expression.InQuery ignored -> false;
    };
  }

  /** Whether the text of an argument may hold no number, time or structure; all have a length. */
  private boolean mayNotConvert(Call call, Scope scope) {
    boolean converts =
        switch (kind(call, scope)) {
          case NUMBER, TIME, STRUCTURE -> !call.function().equalsIgnoreCase("strlen");
          case TEXT, TRUTH, ARGUMENT -> false;
        };
    return converts && call.arguments().stream().anyMatch(one -> mayBeText(one, scope));
  }

  private boolean isSurelyThere(Field field, Scope scope) {
    String name = field.path().name();
    return !scope.defines(name) && scope.ofEvents() && fields.surelyHave(name);
  }

  /** Whether the value can be a text that is no number. */
  boolean mayBeText(Expression expression, Scope scope) {
    return switch (expression) {
      case Field field -> {
        Function.Kind kind =
            field.path().name().equals("@timestamp")
                ? Function.Kind.TIME
                : scope.kind(field.path().name());
        yield kind == Function.Kind.TEXT || kind == Function.Kind.ARGUMENT;
      }
      case Call call ->
          switch (kind(call, scope)) {
            case TEXT -> true;
            case ARGUMENT -> call.arguments().stream().anyMatch(one -> mayBeText(one, scope));
            case NUMBER, TRUTH, TIME, STRUCTURE -> false;
          };
      case Expression.Text text ->
          text.value().isEmpty() || !Character.isDigit(text.value().charAt(0));
      case Expression.Numeral ignored -> false;
      case Expression.Truth ignored -> false;
      case Expression.Parameter ignored -> false;
      case Expression.Period ignored -> false;
      case Expression.Star ignored -> false;
      case Expression.Negative ignored -> false;
      case Expression.Arithmetic ignored -> false;
      case Expression.Comparison ignored -> false;
      case Expression.Not ignored -> false;
      case Expression.Junction ignored -> false;
      case Expression.Like ignored -> false;
      case Expression.Matches ignored -> false;
      case Expression.InList ignored -> false;
      case Expression.InQuery ignored -> false;
    };
  }

  /** What an expression gives. */
  Function.Kind kind(Expression expression, Scope scope) {
    return switch (expression) {
      case Field field ->
          field.path().name().equals("@timestamp") && !scope.defines("@timestamp")
              ? Function.Kind.TIME
              : scope.kind(field.path().name());
      case Call call ->
          FunctionCatalog.find(call.function())
              .map(Function::result)
              .orElse(Function.Kind.ARGUMENT);
      case Expression.Text ignored -> Function.Kind.TEXT;
      case Expression.Parameter ignored -> Function.Kind.TEXT;
      case Expression.Numeral ignored -> Function.Kind.NUMBER;
      case Expression.Period ignored -> Function.Kind.NUMBER;
      case Expression.Star ignored -> Function.Kind.NUMBER;
      case Expression.Negative ignored -> Function.Kind.NUMBER;
      case Expression.Arithmetic ignored -> Function.Kind.NUMBER;
      case Expression.Truth ignored -> Function.Kind.TRUTH;
      case Expression.Comparison ignored -> Function.Kind.TRUTH;
      case Expression.Not ignored -> Function.Kind.TRUTH;
      case Expression.Junction ignored -> Function.Kind.TRUTH;
      case Expression.Like ignored -> Function.Kind.TRUTH;
      case Expression.Matches ignored -> Function.Kind.TRUTH;
      case Expression.InList ignored -> Function.Kind.TRUTH;
      case Expression.InQuery ignored -> Function.Kind.TRUTH;
    };
  }
}
