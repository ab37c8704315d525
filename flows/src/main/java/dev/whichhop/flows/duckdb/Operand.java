package dev.whichhop.flows.duckdb;

import static dev.whichhop.flows.sql.Sql.call;
import static dev.whichhop.flows.sql.Sql.first;
import static dev.whichhop.flows.sql.Sql.or;
import static dev.whichhop.flows.sql.Sql.present;
import static dev.whichhop.flows.sql.Sql.when;

import dev.whichhop.flows.sql.Sql;
import dev.whichhop.flows.sql.Sql.Type;
import java.util.List;

/**
 * A value of the language in a statement: which columns or expressions hold it, and how it is seen
 * as a text, a number and so on.
 *
 * <p>The views are those of {@link dev.whichhop.flows.value.Value}, and NULL is what is missing
 * there.
 */
sealed interface Operand {
  Sql text();

  Sql number();

  /** Never NULL. */
  Sql truth();

  /** What a result shows. */
  Sql shown();

  /** Whether there is a value; never NULL. */
  Sql isPresent();

  /** The expressions that hold it. */
  List<Sql> parts();

  /** The same value held by others, such as columns that carry the parts on. */
  Operand heldBy(List<Sql> parts);

  /** The same value in one column, for a function of Java. */
  Sql argument();

  Kind kind();

  /** Keys of its natural order, ascending, missing values first. */
  List<Sql> naturalKeys();

  private static List<Sql> naturalKeys(Sql number, Sql text) {
    return List.of(
        number,
        when(new Sql.IsNull(number), call("natural_key", text), new Sql.Nothing(Type.TEXT)));
  }

  /** Any text, which may look like a number. */
  record Text(Sql text) implements Operand {
    @Override
    public Sql number() {
      return call("number_of_text", text);
    }

    @Override
    public Sql truth() {
      return call("truth_of_text", text);
    }

    @Override
    public Sql shown() {
      return text;
    }

    @Override
    public Sql isPresent() {
      return present(text);
    }

    @Override
    public List<Sql> parts() {
      return List.of(text);
    }

    @Override
    public Operand heldBy(List<Sql> parts) {
      return new Text(parts.getFirst());
    }

    @Override
    public Sql argument() {
      return text;
    }

    @Override
    public Kind kind() {
      return Kind.TEXT;
    }

    @Override
    public List<Sql> naturalKeys() {
      return Operand.naturalKeys(number(), text);
    }
  }

  /**
   * A text of a field that mostly holds integers, apart: as a number where it is one of at most
   * fifteen digits as one writes it, else as a text that is no number at all.
   */
  record Digits(Sql number, Sql word) implements Operand {
    @Override
    public Sql text() {
      return first(word, new Sql.Cast(number, Type.TEXT));
    }

    @Override
    public Sql truth() {
      return first(
          new Sql.Infix(Sql.Operator.NOT_EQUAL, number, new Sql.Whole(0)),
          call("truth_of_text", word));
    }

    @Override
    public Sql shown() {
      return text();
    }

    @Override
    public Sql isPresent() {
      return or(present(number), present(word));
    }

    @Override
    public List<Sql> parts() {
      return List.of(number, word);
    }

    @Override
    public Operand heldBy(List<Sql> parts) {
      return new Digits(parts.getFirst(), parts.getLast());
    }

    @Override
    public Sql argument() {
      return text();
    }

    @Override
    public Kind kind() {
      return Kind.TEXT;
    }

    @Override
    public List<Sql> naturalKeys() {
      return Operand.naturalKeys(number, word);
    }
  }

  /** A number that was computed; WHOLE where every value is an integer that a double can hold. */
  record Number(Sql number, Kind kind) implements Operand {
    @Override
    public Sql text() {
      return kind == Kind.WHOLE ? new Sql.Cast(number, Type.TEXT) : call("text_of_number", number);
    }

    @Override
    public Sql truth() {
      return first(
          new Sql.Infix(Sql.Operator.NOT_EQUAL, number, new Sql.Whole(0)), new Sql.Truth(false));
    }

    @Override
    public Sql shown() {
      return text();
    }

    @Override
    public Sql isPresent() {
      return present(number);
    }

    @Override
    public List<Sql> parts() {
      return List.of(number);
    }

    @Override
    public Operand heldBy(List<Sql> parts) {
      return new Number(parts.getFirst(), kind);
    }

    @Override
    public Sql argument() {
      return number;
    }

    @Override
    public List<Sql> naturalKeys() {
      return List.of(number);
    }
  }

  /** A condition, which is the number 1 or 0 and never missing; NULL stands for 0. */
  record Condition(Sql condition) implements Operand {
    @Override
    public Sql text() {
      return new Sql.Cast(number(), Type.TEXT);
    }

    @Override
    public Sql number() {
      return when(condition, new Sql.Whole(1), new Sql.Whole(0));
    }

    @Override
    public Sql truth() {
      return first(condition, new Sql.Truth(false));
    }

    @Override
    public Sql shown() {
      return text();
    }

    @Override
    public Sql isPresent() {
      return new Sql.Truth(true);
    }

    @Override
    public List<Sql> parts() {
      return List.of(truth());
    }

    @Override
    public Operand heldBy(List<Sql> parts) {
      return new Condition(parts.getFirst());
    }

    @Override
    public Sql argument() {
      return truth();
    }

    @Override
    public Kind kind() {
      return Kind.TRUTH;
    }

    @Override
    public List<Sql> naturalKeys() {
      return List.of(truth());
    }
  }

  /** A time, in milliseconds since 1970. */
  record Time(Sql number) implements Operand {
    @Override
    public Sql text() {
      return call("text_of_time", number);
    }

    @Override
    public Sql truth() {
      return isPresent();
    }

    @Override
    public Sql shown() {
      return text();
    }

    @Override
    public Sql isPresent() {
      return present(number);
    }

    @Override
    public List<Sql> parts() {
      return List.of(number);
    }

    @Override
    public Operand heldBy(List<Sql> parts) {
      return new Time(parts.getFirst());
    }

    @Override
    public Sql argument() {
      return number;
    }

    @Override
    public Kind kind() {
      return Kind.TIME;
    }

    @Override
    public List<Sql> naturalKeys() {
      return List.of(number);
    }
  }

  /** A value that may be of several kinds, or a structure. */
  record Mixed(Sql written) implements Operand {
    @Override
    public Sql text() {
      return call("text_of_mixed", written);
    }

    @Override
    public Sql number() {
      return call("number_of_mixed", written);
    }

    @Override
    public Sql truth() {
      return call("truth_of_mixed", written);
    }

    @Override
    public Sql shown() {
      return call("shown_of_mixed", written);
    }

    @Override
    public Sql isPresent() {
      return present(written);
    }

    @Override
    public List<Sql> parts() {
      return List.of(written);
    }

    @Override
    public Operand heldBy(List<Sql> parts) {
      return new Mixed(parts.getFirst());
    }

    @Override
    public Sql argument() {
      return written;
    }

    @Override
    public Kind kind() {
      return Kind.MIXED;
    }

    @Override
    public List<Sql> naturalKeys() {
      return Operand.naturalKeys(number(), shown());
    }
  }
}
