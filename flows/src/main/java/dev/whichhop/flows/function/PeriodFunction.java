package dev.whichhop.flows.function;

import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.value.Assumption;
import dev.whichhop.flows.value.Value;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** A function that rounds a time to a period; {@code bin} takes {@code @timestamp} for the time. */
public record PeriodFunction(String name, String signature, boolean up, boolean ofTimestamp)
    implements Function {
  static List<PeriodFunction> all() {
    return List.of(
        new PeriodFunction("bin", "bin(period)", false, true),
        new PeriodFunction("datefloor", "datefloor(time, period)", false, false),
        new PeriodFunction("dateceil", "dateceil(time, period)", true, false));
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public int fewest() {
    return ofTimestamp ? 1 : 2;
  }

  @Override
  public int most() {
    return fewest();
  }

  @Override
  public Kind result() {
    return Kind.TIME;
  }

  @Override
  public Set<Assumption> assumptions() {
    return Set.of();
  }

  /** A number counts as milliseconds since 1970. */
  public Value apply(Value time, Period period) {
    OptionalDouble milliseconds = time.number();
    if (milliseconds.isEmpty() || Math.abs(milliseconds.getAsDouble()) > Periods.FARTHEST) {
      return Value.MISSING;
    }
    long moment = (long) Math.floor(milliseconds.getAsDouble());
    long floor = Periods.floor(moment, period);
    boolean between = up && (floor < moment || milliseconds.getAsDouble() > moment);
    return new Value.Time(between ? Periods.next(floor, period) : floor);
  }
}
