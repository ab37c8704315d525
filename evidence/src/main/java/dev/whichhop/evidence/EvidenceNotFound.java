package dev.whichhop.evidence;

import java.io.IOException;

/** A path that was given does not exist; nothing was read. The message is for the user. */
public final class EvidenceNotFound extends IOException {
  private static final long serialVersionUID = 1L;

  public EvidenceNotFound(String message) {
    super(message);
  }
}
