package dev.whichhop.app.commands;

/**
 * A command cannot answer, and has said all that there is to say: the message, in the language of
 * the user, is printed as it is.
 */
public final class CannotAnswer extends RuntimeException {
  private final int status;

  /**
   * @param status of {@link ExitStatus}
   */
  public CannotAnswer(String message, int status, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  public CannotAnswer(String message, int status) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
