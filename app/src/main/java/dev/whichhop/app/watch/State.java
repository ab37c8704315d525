package dev.whichhop.app.watch;

import java.util.Locale;

/** What one look says. "Could not look" is a state of its own and never "ok". */
public enum State {
  /** Requests were seen and none is missing an answer. */
  OK,
  /** Failures were seen and a cause explains them. */
  FAULT,
  /** Requests fail and nothing settles why, or the application itself answers with errors. */
  FAILING,
  /** Nothing can be said: the cluster cannot be asked, or no traffic was seen. */
  BLIND;

  /** The word in metrics and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
