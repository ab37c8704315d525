package dev.whichhop.knowledge;

import dev.whichhop.model.Hop;
import dev.whichhop.model.ladder.DurationText;
import dev.whichhop.model.ladder.TimerValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All timers by id, from {@code timers/*.yaml}. */
public final class Timers {
  private static final Set<String> PRODUCTS =
      Set.of("aws", "istio", "envoy", "knative", "kubernetes", "linux");

  private Timers() {}

  /** Reads and validates all of them; throws {@link KnowledgeException} for a wrong file. */
  public static Map<String, Timer> load() {
    Map<String, Timer> timers = new LinkedHashMap<>();
    for (Map.Entry<String, String> file : ResourceFolder.read("timers", ".yaml").entrySet()) {
      DataFile data = DataFile.parse(file.getKey(), file.getValue());
      for (Timer timer : data.all("timers", Timers::timer)) {
        if (timers.put(timer.id(), timer) != null) {
          throw new KnowledgeException(file.getKey(), "timer twice: " + timer.id());
        }
      }
      data.finish();
    }
    return timers;
  }

  private static Timer timer(DataFile part) {
    String hop = part.text("hop");
    return new Timer(
        part.text("id"),
        Hop.ofId(hop)
            .orElseThrow(() ->
                part.wrong(
                    "hop",
                    hop,
                    Arrays.stream(Hop.values()).map(Hop::id).collect(Collectors.joining(", ")))),
        part.text("artefact"),
        part.all("defaults", Timers::byDefault));
  }

  private static Timer.Default byDefault(DataFile part) {
    String product =
        part.words("product", PRODUCTS).stream()
            .findFirst()
            .orElseThrow(() -> part.wrong("product", "nothing", PRODUCTS.toString()));
    return new Timer.Default(
        product, part.textOr("from", ""), part.textOr("to", ""), value(part), part.text("source"));
  }

  /** {@code 350s}, {@code never}, or a plain number for a count. */
  private static TimerValue value(DataFile part) {
    String text = part.text("value");
    if (text.equals("never")) {
      return new TimerValue.Never();
    }
    if (text.matches("\\d{1,6}")) {
      return new TimerValue.Times(Long.parseLong(text));
    }
    return DurationText.parse(text)
        .<TimerValue>map(TimerValue.Lasts::new)
        .orElseThrow(() -> part.wrong("value", text, "a duration, a count, never"));
  }
}
