package dev.whichhop.model.survey;

import dev.whichhop.model.diagnosis.Phrase;
import java.util.List;

/**
 * One setting, or one live figure.
 *
 * @param setting as the YAML names it, {@code connectionPool.tcp.maxConnections}
 * @param remarks why a value is in doubt, and what would fit; empty when nothing is to be said
 */
public record Row(
    String setting,
    Topic topic,
    Value yaml,
    Value proxy,
    Agreement agreement,
    List<Phrase> remarks) {

  /** How the two sides stand to each other. */
  public enum Agreement {
    SAME,
    /** The proxy does not use what the YAML says. */
    DIFFERENT,
    /** Only one side is seen, or has such a value. */
    ONE_SIDED
  }

  public Row {
    remarks = List.copyOf(remarks);
  }

  /** True when an operator should look at it. */
  public boolean stands() {
    return agreement == Agreement.DIFFERENT || !remarks.isEmpty();
  }
}
