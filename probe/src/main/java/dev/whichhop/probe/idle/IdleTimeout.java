package dev.whichhop.probe.idle;

import java.time.Duration;

/** When and how a kept connection is let go. */
public sealed interface IdleTimeout {

  /** The peer said so while the connection rested: FIN, close_notify or RST, at this time. */
  record Announced(Duration after, Farewell how) implements IdleTimeout {}

  /**
   * Nothing was said; the next request found the connection gone.
   *
   * @param stood the longest rest after which a request was answered
   * @param gone the shortest rest after which it was not; not longer than {@code stood} where
   *     several servers with different timers answer
   * @param how what the next request found
   */
  record Unannounced(Duration stood, Duration gone, Farewell how) implements IdleTimeout {}

  /** It stood as long as we looked. */
  record Stands(Duration longest) implements IdleTimeout {}

  /** Connections to this place cannot be kept, or a request fails for another reason. */
  record NotKept(String code) implements IdleTimeout {}

  /** How the end shows. */
  enum Farewell {
    FIN("fin"),
    RESET("reset"),
    /** Packets vanish. */
    SILENCE("silence");

    private final String word;

    Farewell(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
