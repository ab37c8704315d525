package dev.whichhop.evidence.source;

import java.io.IOException;

/** An archive unpacks to more than is reasonable; reading of that archive stops. */
final class UnpackLimit extends IOException {
  private static final long serialVersionUID = 1L;

  UnpackLimit(String message) {
    super(message);
  }
}
