package dev.whichhop.flows.reference;

import dev.whichhop.flows.function.Periods;
import dev.whichhop.flows.language.Command.Stats;
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

  /**
   * The beginnings of all bins from the first to the last one, but at most one more than {@code
   * most}. {@code offset} has moved them, so that they are counted without it: a month and an hour
   * is no month.
   *
   * @param index which of the items of {@code by} has the bins
   */
  static List<Value> between(Stats stats, int index, long first, long last, long most) {
    Period period = periodOf(stats.by().get(index));
    long offset = stats.offset() == null ? 0 : Periods.milliseconds(stats.offset());
    List<Value> bins = new ArrayList<>();
    if (period != null) {
      long bin = first - offset;
      while (bin <= last - offset && bins.size() <= most) {
        bins.add(new Value.Time(bin + offset));
        bin = Periods.next(bin, period);
      }
    }
    return bins;
  }
}
