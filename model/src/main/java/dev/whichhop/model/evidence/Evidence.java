package dev.whichhop.model.evidence;

/**
 * One fact with the place where it stands. Nothing is concluded without pointing at evidence.
 *
 * @param text the literal text at that place (a log line, {@code key: value}), untrusted
 */
public record Evidence(Place place, String text) {

  private static final int LONGEST_TEXT = 400;

  public Evidence {
    if (text.length() > LONGEST_TEXT) {
      text = text.substring(0, LONGEST_TEXT) + "…";
    }
  }
}
