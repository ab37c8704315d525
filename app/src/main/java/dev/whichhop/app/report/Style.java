package dev.whichhop.app.report;

/** Terminal colours, or none. Colour is never the only sign. */
public record Style(boolean colours) {

  public String good(String text) {
    return wrap("32", text);
  }

  public String bad(String text) {
    return wrap("1;31", text);
  }

  public String strong(String text) {
    return wrap("1", text);
  }

  public String faint(String text) {
    return wrap("2", text);
  }

  private String wrap(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
