package dev.whichhop.app.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.app.report.JsonReport;
import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.diagnosis.ladder.Ladders;
import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.evidence.Progress;
import dev.whichhop.knowledge.Signals;
import dev.whichhop.knowledge.Timers;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.ladder.Ladder;
import dev.whichhop.model.ladder.Order;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A thousand generated configurations with wrong orders planted into them, through the readers:
 * each is found, and nothing else is.
 */
final class PlantedTimersTest {
  private static final int CONFIGURATIONS = 1_000;
  private static final long SEED = 20_260_401L;

  private final Ladders ladders = new Ladders(Timers.load());

  @Test
  void whatIsPlantedIsFoundAndNothingElse(@TempDir Path folder) throws IOException {
    List<String> differences = new ArrayList<>();
    Map<String, Integer> planted = new HashMap<>();
    int clean = 0;
    for (int i = 0; i < CONFIGURATIONS; i++) {
      PlantedTimers made = new PlantedTimers(SEED + i);
      Set<String> found = wrong(write(made, Files.createDirectory(folder.resolve("c" + i)), i));
      made.wrong().forEach(rule -> planted.merge(rule, 1, Integer::sum));
      clean += made.wrong().isEmpty() ? 1 : 0;
      if (!found.equals(made.wrong())) {
        differences.add("seed " + (SEED + i) + ": planted " + made.wrong() + ", found " + found);
      }
    }
    assertThat(differences).isEmpty();
    // The generator itself must have done its work: every rule often, and enough without any.
    assertThat(planted)
        .hasSize(18)
        .allSatisfy((rule, count) -> assertThat(count).isGreaterThan(20));
    assertThat(clean).isGreaterThan(10);
  }

  private Set<String> wrong(Path evidence) throws IOException {
    try (EvidenceReader reader = new EvidenceReader(Signals.load())) {
      Bundle bundle =
          reader.read(List.of(evidence), InputStream.nullInputStream(), Progress.SILENT);
      return ladders.of(Diagnoser.open(bundle), List.of()).stream()
          .map(Ladder::orders)
          .flatMap(List::stream)
          .filter(order -> order.state() == Order.State.WRONG)
          .map(Order::rule)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** As JSON list, as YAML list, or as YAML documents. */
  private static Path write(PlantedTimers made, Path folder, int number) throws IOException {
    Map<String, Object> list = Map.of("apiVersion", "v1", "kind", "List", "items", made.objects());
    switch (number % 3) {
      case 0 -> {
        StringWriter json = new StringWriter();
        JsonReport.print(list, new PrintWriter(json));
        Files.writeString(folder.resolve("objects.json"), json.toString());
      }
      case 1 -> Files.writeString(folder.resolve("objects.yaml"), yaml(list));
      default -> {
        StringBuilder documents = new StringBuilder();
        made.objects().forEach(one -> documents.append("---\n").append(yaml(one)));
        Files.writeString(folder.resolve("objects.yaml"), documents.toString());
      }
    }
    for (Map.Entry<String, String> file : made.aws().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    if (!made.sysctl().isEmpty()) {
      Files.writeString(folder.resolve("sysctl.txt"), made.sysctl());
    }
    return folder;
  }

  private static String yaml(Object object) {
    return new Dump(
            DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setDereferenceAliases(true)
                .build())
        .dumpToString(object);
  }
}
