package dev.whichhop.flows.function;

import dev.whichhop.flows.value.Assumption;
import java.util.List;
import java.util.Set;

/** A function of the language: how it is called and what it gives. */
public sealed interface Function permits ScalarFunction, PeriodFunction, Aggregate {
  /** As the documentation spells it. */
  String name();

  /** Other names, in lower case. */
  List<String> aliases();

  /** How it is called, for messages: {@code substr(text, start[, length])}. */
  String signature();

  int fewest();

  int most();

  Kind result();

  /** What an answer that uses it rests on. */
  Set<Assumption> assumptions();

  /** What a function gives. */
  enum Kind {
    TEXT,
    NUMBER,
    /** 1 or 0. */
    TRUTH,
    TIME,
    STRUCTURE,
    /** One of its arguments. */
    ARGUMENT
  }
}
