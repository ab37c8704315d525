package dev.whichhop.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * A remedy as an answer of {@code diagnose} proposes it.
 *
 * @param kind {@code yaml}, {@code cli}, or {@code none} when words say it all
 * @param text the YAML or commands, with {@code <placeholders>} where the evidence has no value
 * @param object {@code Deployment/shop/cart}; empty when the evidence has none
 * @param verify the command that shows whether it is in force
 */
public record Remedied(
    String cause, String remedy, String kind, String text, String object, String verify) {

  public Remedied {
    Objects.requireNonNull(cause);
    Objects.requireNonNull(remedy);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(text);
    Objects.requireNonNull(object);
    Objects.requireNonNull(verify);
  }

  /** Of all causes, in their order: the most probable first, then the most harmless. */
  static List<Remedied> of(JsonNode answer) {
    List<Remedied> all = new ArrayList<>();
    for (JsonNode cause : answer.path("causes")) {
      for (JsonNode remedy : cause.path("remedies")) {
        all.add(
            new Remedied(
                cause.path("id").asString(""),
                remedy.path("id").asString(""),
                remedy.path("kind").asString(""),
                remedy.path("text").asString(""),
                remedy.path("object").asString(""),
                remedy.path("verify").asString("")));
      }
    }
    return List.copyOf(all);
  }
}
