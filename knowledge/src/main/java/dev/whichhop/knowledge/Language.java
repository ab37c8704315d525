package dev.whichhop.knowledge;

/** A language in which every sentence exists. */
public enum Language {
  EN,
  ZH;

  /** The folder and command-line word. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
