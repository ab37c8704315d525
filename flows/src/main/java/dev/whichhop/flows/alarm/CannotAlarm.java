package dev.whichhop.flows.alarm;

/** What was asked for cannot be said in CloudWatch's words; the message says why. */
public final class CannotAlarm extends Exception {
  private static final long serialVersionUID = 1L;

  CannotAlarm(String message) {
    super(message);
  }
}
