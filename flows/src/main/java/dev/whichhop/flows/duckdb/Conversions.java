package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.value.NaturalOrder;
import dev.whichhop.flows.value.Value;
import java.util.List;

/** What every statement may call to see a value as another kind. */
final class Conversions {
  private Conversions() {}

  static void addTo(JavaFunctions functions) {
    functions.add("number_of_text", List.of(Kind.TEXT), Kind.NUMBER, List::getFirst);
    functions.add("text_of_number", List.of(Kind.NUMBER), Kind.TEXT, List::getFirst);
    functions.add("text_of_time", List.of(Kind.TIME), Kind.TEXT, List::getFirst);
    functions.add("truth_of_text", List.of(Kind.TEXT), Kind.TRUTH, Conversions::truth);
    functions.add("number_of_mixed", List.of(Kind.MIXED), Kind.NUMBER, List::getFirst);
    functions.add("text_of_mixed", List.of(Kind.MIXED), Kind.TEXT, List::getFirst);
    functions.add("shown_of_mixed", List.of(Kind.MIXED), Kind.TEXT, one -> shown(one.getFirst()));
    functions.add("truth_of_mixed", List.of(Kind.MIXED), Kind.TRUTH, Conversions::truth);
    functions.add("natural_key", List.of(Kind.TEXT), Kind.TEXT, Conversions::naturalKey);
  }

  private static Value shown(Value value) {
    return Value.of(value.shown());
  }

  private static Value truth(List<Value> one) {
    return Value.of(one.getFirst().truth());
  }

  private static Value naturalKey(List<Value> one) {
    String text = one.getFirst().text();
    return text == null ? Value.MISSING : Value.of(NaturalOrder.key(text));
  }
}
