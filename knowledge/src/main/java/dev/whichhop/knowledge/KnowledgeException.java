package dev.whichhop.knowledge;

/** A data file of this module is wrong; says which, where, and what was expected. */
public final class KnowledgeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KnowledgeException(String file, String message) {
    super(file + ": " + message);
  }

  KnowledgeException(String file, String message, Exception reason) {
    super(file + ": " + message, reason);
  }
}
