package dev.whichhop.flows.analysis;

import dev.whichhop.flows.language.Command.Autoregress;
import java.util.List;
import java.util.stream.IntStream;

/** The columns of {@code autoregress}: {@code f_p1}, {@code f_p2}; of one row back, its alias. */
public final class AutoregressColumns {
  private AutoregressColumns() {}

  public static List<String> of(Autoregress autoregress) {
    String alias = autoregress.name();
    if (alias != null && autoregress.first() == autoregress.last()) {
      return List.of(alias);
    }
    String base = alias == null ? autoregress.field().name() : alias;
    return IntStream.rangeClosed(autoregress.first(), autoregress.last())
        .mapToObj(back -> base + "_p" + back)
        .toList();
  }
}
