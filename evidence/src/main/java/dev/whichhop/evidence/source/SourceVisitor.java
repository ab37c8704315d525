package dev.whichhop.evidence.source;

/** Is shown what a {@link SourceWalker} finds, in order. */
public interface SourceVisitor {

  /** A file or an entry of an archive that can be opened. */
  void source(Source source);

  /**
   * Something that was found but is not read.
   *
   * @param name as the user knows it
   * @param reason what was seen, and what to do where something can be done
   */
  void unread(String name, String reason);
}
