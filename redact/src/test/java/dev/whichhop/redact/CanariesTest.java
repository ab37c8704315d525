package dev.whichhop.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Secrets that were planted in evidence are not in what is given away, in whatever encoding. */
final class CanariesTest {
  private static final int BUNDLES = 10_000;
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}={0,2}");

  private static final Pattern ESCAPED = Pattern.compile("%([0-9A-Fa-f]{2})");

  /** How a bundle is written. */
  private interface Writing {
    OutputStream to(OutputStream out);
  }

  @Test
  void noneLeaks() throws IOException {
    List<String> leaks = leaks(BUNDLES, out -> new RedactingStream(out, (_, _) -> {}));
    assertThat(leaks).as("leaks").isEmpty();
  }

  /** The same look finds them where nothing is taken out, in every bundle. */
  @Test
  void withTheRedactorOffEveryBundleLeaks() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < BUNDLES / 10; i++) {
      PlantedBundle bundle = PlantedBundle.of(random);
      assertThat(leaked(bundle, out -> out)).containsAll(bundle.canaries());
    }
  }

  private static List<String> leaks(int bundles, Writing writing) throws IOException {
    Random random = new Random(7);
    List<String> leaks = new ArrayList<>();
    for (int i = 0; i < bundles && leaks.size() < 20; i++) {
      PlantedBundle bundle = PlantedBundle.of(random);
      for (String leak : leaked(bundle, writing)) {
        leaks.add("bundle " + i + ": " + leak + " in " + lineOf(bundle, leak));
      }
    }
    return leaks;
  }

  private static String lineOf(PlantedBundle bundle, String canary) {
    return bundle.files().stream()
        .filter(file -> file.contains(canary))
        .map(file -> {
          int at = file.indexOf(canary);
          return file.substring(Math.max(0, at - 80), Math.min(file.length(), at + 60));
        })
        .findFirst()
        .orElse("something encoded");
  }

  private static List<String> leaked(PlantedBundle bundle, Writing writing) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String file : bundle.files()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (OutputStream out = writing.to(bytes)) {
        out.write(file.getBytes(StandardCharsets.UTF_8));
      }
      look(bytes.toString(StandardCharsets.ISO_8859_1), 3, seen);
    }
    String all = seen.toString();
    return bundle.canaries().stream().filter(all::contains).toList();
  }

  /** The text, and what is in its base64, gzip in base64, and so on. */
  private static void look(String text, int depth, StringBuilder seen) {
    seen.append(text).append('\n');
    if (depth == 0) {
      return;
    }
    String unescaped =
        ESCAPED
            .matcher(text)
            .replaceAll(one ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(one.group(1), 16))));
    Matcher runs = BASE64.matcher(unescaped.replace("\\n", "\n"));
    while (runs.find()) {
      String run = runs.group().replace('-', '+').replace('_', '/').replace("=", "");
      if (run.length() % 4 == 1) {
        continue;
      }
      byte[] decoded = Base64.getDecoder().decode(run);
      look(new String(decoded, StandardCharsets.ISO_8859_1), depth - 1, seen);
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(decoded))) {
        look(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1), depth - 1, seen);
      } catch (IOException notPacked) {
        // Then it is what it is.
      }
    }
  }
}
