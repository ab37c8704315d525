package dev.whichhop.evidence.source;

import java.io.IOException;

/** A source is not text, so no reader is asked. */
public final class NotText extends IOException {
  private static final long serialVersionUID = 1L;

  NotText(String message) {
    super(message);
  }
}
