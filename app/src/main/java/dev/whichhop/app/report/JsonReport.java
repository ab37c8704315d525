package dev.whichhop.app.report;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The answer as JSON. {@code <} is escaped so that it can stand inside a page, and so are the
 * characters that could change how a terminal shows it.
 */
public final class JsonReport {
  private JsonReport() {}

  /** Prints the tree as one JSON object and a line break. */
  public static void print(Map<String, Object> answer, PrintWriter out) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator =
        new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      write(answer, generator);
    }
    StringBuilder safe = new StringBuilder(text.getBuffer().length());
    for (char c : text.toString().toCharArray()) {
      if (c == '<' || SafeText.harmful(c)) {
        safe.append(String.format("\\u%04x", (int) c));
      } else {
        safe.append(c);
      }
    }
    out.println(safe);
  }

  private static void write(@Nullable Object value, JsonGenerator generator) {
    switch (value) {
      case null -> generator.writeNull();
      case Map<?, ?> map -> {
        generator.writeStartObject();
        map.forEach((key, one) -> {
          generator.writeName(String.valueOf(key));
          write(one, generator);
        });
        generator.writeEndObject();
      }
      case List<?> list -> {
        generator.writeStartArray();
        list.forEach(one -> write(one, generator));
        generator.writeEndArray();
      }
      case Boolean bool -> generator.writeBoolean(bool);
      case Double number -> generator.writeNumber(number);
      case Number number -> generator.writeNumber(number.longValue());
      default -> generator.writeString(value.toString());
    }
  }
}
