package dev.whichhop.flows.function;

/** How sure a rule is: AWS writes it, somebody's query relies on it, or we decided it. */
public enum Mark {
  DOCUMENTED,
  SEEN,
  ASSUMED
}
