package dev.whichhop.evidence.document;

/** A document asks for more than is reasonable; it is read up to there. */
final class DocumentLimit extends Exception {
  private static final long serialVersionUID = 1L;

  DocumentLimit(String message) {
    super(message);
  }
}
