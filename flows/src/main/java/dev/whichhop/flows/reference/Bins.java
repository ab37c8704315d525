package dev.whichhop.flows.reference;

import dev.whichhop.flows.function.Periods;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.language.Item;
import dev.whichhop.flows.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bins of {@code stats … by bin(5m)}. */
final class Bins {
  private Bins() {}

  /** The period of an item that rounds times; of another none. */
  static @Nullable Period periodOf(Item item) {
    return item.expression() instanceof Call call
            && !call.arguments().isEmpty()
            && call.arguments().getLast() instanceof Period period
        ? period
        : null;
  }

  /** The beginnings of all bins from the first to the last one. */
  static List<Value> between(Item item, long first, long last) {
    Period period = periodOf(item);
    List<Value> bins = new ArrayList<>();
    if (period != null) {
      for (long bin = first; bin <= last; bin = Periods.next(bin, period)) {
        bins.add(new Value.Time(bin));
      }
    }
    return bins;
  }
}
