package dev.whichhop.app;

import java.util.Locale;
import java.util.Optional;

/** The commands in the order of the help, with the one sentence that the help says of each. */
enum Subcommand {
  DIAGNOSE("Says which hop dropped the request, why, and what to change."),
  LIVE("Collects from the cluster and diagnoses, in one."),
  COLLECT("Reads a cluster and writes what it shows as a bundle for diagnose."),
  WATCH("Looks as live does, again and again, and says what changed."),
  REDACT("Copies a bundle without its secrets, so that it can be given away."),
  CHECK("Shows pools, breakers and ejections, in YAML and in the proxy."),
  COMPARE("Lists what differs between two bundles and could matter."),
  INTEGRATION("Asks in order whether Istio and Knative fit together."),
  LADDER("Shows the timers of the path, and which are in the wrong order."),
  LINT("Finds what is wrong or harmful in manifests, values and runbooks."),
  FLOWS("Asks flow logs who talked to whom, and what was rejected."),
  PROBE("Sends requests and tells exactly how each ended on the wire."),
  FIX("Plans a remedy, makes it when you agree, and takes it back."),
  EXPLAIN("Prints the page of a cause, a check or a word of a log line."),
  COMPLETION("Prints the completion script for bash and zsh."),
  HELP("Prints the help of a command.");

  private final String sentence;

  Subcommand(String sentence) {
    this.sentence = sentence;
  }

  /** The word on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String sentence() {
    return sentence;
  }

  static Optional<Subcommand> of(String word) {
    for (Subcommand one : values()) {
      if (one.word().equals(word)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
