package dev.whichhop.flows.analysis;

import dev.whichhop.flows.language.Expression.Text;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.model.network.Cidr;

/** Ranges of addresses that a query holds, checked before it runs. */
final class Ranges {
  private Ranges() {}

  static void check(Text range) {
    if (range.value().indexOf('/') < 0 || Cidr.parse(range.value()).isEmpty()) {
      throw new QueryError(
          "\"" + range.value() + "\" is no range of addresses",
          "write it in CIDR notation, such as \"10.0.0.0/8\"",
          range.span());
    }
  }
}
