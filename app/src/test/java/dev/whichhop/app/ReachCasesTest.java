package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code flows reach} on small networks. A case is one of three networks with some of its answers
 * replaced, and what follows by the documentation of AWS, worked out by hand: the verdict, every
 * hop that refuses, and the command that mends it.
 */
final class ReachCasesTest {
  private static final Path REACH = Path.of("src/test/resources/fixtures/reach");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Map<String, Integer> STATUS =
      Map.of("reachable", 0, "partly", 1, "blocked", 1, "unknown", 3);

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> found = Files.list(REACH.resolve("cases"))) {
      return found.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isAnsweredAsTheDocumentationSays(Path folder) throws IOException {
    List<String> expected = Files.readAllLines(folder.resolve("expect.txt"));
    List<String> arguments = new ArrayList<>(List.of("flows", "reach"));
    arguments.addAll(Arrays.asList(one(expected, "ask").split(" ")));
    arguments.addAll(List.of("-o", "json"));
    arguments.addAll(files(folder, expected));

    Run run = Run.of(arguments.toArray(String[]::new));

    assertThat(run.err()).isEmpty();
    JsonNode answer = JSON.readTree(run.out()).at("/answers/0");
    assertThat(answer.at("/verdict").asString())
        .as(answer.at("/hops").toPrettyString())
        .isEqualTo(one(expected, "verdict"));
    assertThat(run.status()).isEqualTo(STATUS.get(one(expected, "verdict")));
    List<String> named = all(expected, "hop");
    assertThat(hops(answer, Set.of("refused", "partly", "blind", "not-asked"))).containsAll(named);
    if (!one(expected, "verdict").equals("unknown")) {
      assertThat(named).containsAll(hops(answer, Set.of("refused", "partly")));
    }
    assertThat(commands(answer)).containsAll(all(expected, "command"));
    for (String passing : all(expected, "passing")) {
      assertThat(words(answer.at("/passing/request")) + " / " + words(answer.at("/passing/reply")))
          .isEqualTo(passing);
    }
  }

  @Test
  void areAtLeastThirty() throws IOException {
    assertThat(cases().count()).isGreaterThanOrEqualTo(30);
  }

  /** Answers of the case, and those of its network that it does not replace or leave out. */
  private static List<String> files(Path folder, List<String> expected) throws IOException {
    Map<String, Path> byName = new TreeMap<>();
    Path network = REACH.resolve("networks").resolve(one(expected, "network"));
    for (Path from : List.of(network, folder)) {
      try (Stream<Path> found = Files.list(from)) {
        found
            .filter(file -> file.toString().endsWith(".json"))
            .forEach(file -> byName.put(file.getFileName().toString(), file));
      }
    }
    all(expected, "without").forEach(name -> byName.remove(name + ".json"));
    return byName.values().stream().map(Path::toString).toList();
  }

  private static String one(List<String> expected, String key) {
    return all(expected, key).getFirst();
  }

  private static List<String> all(List<String> expected, String key) {
    return expected.stream()
        .filter(line -> line.startsWith(key + ": "))
        .map(line -> line.substring(key.length() + 2))
        .toList();
  }

  private static List<String> hops(JsonNode answer, Set<String> outcomes) {
    return answer
        .at("/hops")
        .valueStream()
        .filter(hop -> outcomes.contains(hop.at("/outcome").asString()))
        .map(hop ->
            Stream.of("way", "kind", "component", "reason")
                .map(field -> hop.at("/" + field).asString())
                .collect(Collectors.joining(" ")))
        .toList();
  }

  private static List<String> commands(JsonNode answer) {
    return answer
        .at("/hops")
        .valueStream()
        .flatMap(hop -> hop.at("/commands").valueStream())
        .map(JsonNode::asString)
        .toList();
  }

  private static String words(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
  }
}
