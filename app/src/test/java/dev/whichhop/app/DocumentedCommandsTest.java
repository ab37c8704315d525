package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.app.live.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@code ./whichhop …} line of the documentation runs and ends as documented. */
final class DocumentedCommandsTest {
  private static final Path ROOT = Path.of("..");
  private static final String COMMAND = "./whichhop ";

  static Stream<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Path page : pages()) {
      boolean code = false;
      for (String line : Files.readAllLines(page)) {
        if (line.startsWith("```")) {
          code = !code;
        } else if (code && line.strip().startsWith(COMMAND)) {
          String command = line.strip().substring(COMMAND.length());
          int comment = command.indexOf("  #");
          commands.add(comment < 0 ? command : command.substring(0, comment).strip());
        }
      }
    }
    return commands.stream().distinct();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    pages.add(ROOT.resolve("README.md"));
    pages.add(ROOT.resolve("CONTRIBUTING.md"));
    for (String folder : List.of("docs", "examples")) {
      try (Stream<Path> found = Files.walk(ROOT.resolve(folder))) {
        found.filter(one -> one.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void runs(String command, @TempDir Path folder) {
    String[] arguments =
        Pattern.compile("'([^']*)'|\\S+")
            .matcher(command)
            .results()
            .map(word -> word.group(1) == null ? word.group() : word.group(1))
            .toArray(String[]::new);
    // A first word without a slash is a command, even where a folder has its name.
    int first =
        arguments[0].contains("/") ? 0 : List.of("flows", "fix").contains(arguments[0]) ? 2 : 1;
    for (int i = first; i < arguments.length; i++) {
      if (Files.exists(ROOT.resolve(arguments[i])) && !arguments[i].equals("-")) {
        arguments[i] = ROOT.resolve(arguments[i]).toString();
      }
    }
    if (List.of("collect", "live", "watch").contains(arguments[0])) {
      arguments = inCluster(arguments, folder);
    }
    if (arguments[0].equals("fix")) {
      List<String> all = new ArrayList<>(List.of(inCluster(arguments, folder)));
      all.addAll(List.of("--journal", folder.resolve("journal").toString()));
      arguments = all.toArray(String[]::new);
    }
    if (arguments[0].equals("redact")) {
      arguments = written(arguments, folder);
    }
    Run run = Run.of(arguments);
    assertThat(run.status()).as(run.err()).isIn(0, 1, 3);
    assertThat(run.out()).isNotBlank();
  }

  /** Writes nothing into the checkout. */
  private static String[] written(String[] arguments, Path folder) {
    return Stream.of(arguments)
        .map(one -> one.endsWith(".tgz") ? folder.resolve("bundle.tgz").toString() : one)
        .map(one -> one.endsWith(".key") ? folder.resolve("bundle.key").toString() : one)
        .toArray(String[]::new);
  }

  /** Asks a real API server. */
  private static String[] inCluster(String[] arguments, Path folder) {
    List<String> all = new ArrayList<>(List.of(written(arguments, folder)));
    all.addAll(List.of("--kubeconfig", TestCluster.kubeconfig().toString()));
    return all.toArray(String[]::new);
  }

  /** The answer that the README shows is the one that the program gives; {@code …} cuts a line. */
  @Test
  void theReadmeShowsTheRealAnswer() throws IOException {
    List<String> real =
        Run.of(ROOT.resolve("examples/nlb-hairpin").toString()).out().lines().toList();
    List<String> page = Files.readAllLines(ROOT.resolve("README.md"));
    int start = page.indexOf("```text");
    List<String> shown = page.subList(start + 1, page.size());
    shown = shown.subList(0, shown.indexOf("```"));
    assertThat(shown).hasSizeGreaterThan(10);
    for (int i = 0; i < shown.size(); i++) {
      String line = shown.get(i);
      if (line.endsWith(" …")) {
        assertThat(real.get(i)).startsWith(line.substring(0, line.length() - 2));
      } else {
        assertThat(real.get(i)).isEqualTo(line);
      }
    }
  }

  @Test
  void thereAreSome() throws IOException {
    assertThat(commands().count()).isGreaterThanOrEqualTo(5);
  }
}
