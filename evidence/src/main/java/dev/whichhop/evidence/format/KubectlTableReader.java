package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tables of {@code kubectl get}, {@code kubectl top} and their like: any kind, narrow or wide, one
 * after the other ({@code kubectl get all}).
 *
 * <p>A command that found nothing ({@code No resources found}) gives an empty table of the kind
 * that was asked for: that it was looked for and is not there is a fact, too.
 */
public final class KubectlTableReader implements Reader {
  private static final String NOTHING = "No resources found";

  /** Lines in front of a table: a date, an echoed command, a comment. */
  private static final int LINES_BEFORE = 6;

  @Override
  public String format() {
    return "kubectl-table";
  }

  @Override
  public int recognises(TextFile file) {
    int before = 0;
    for (String line : file.head()) {
      if (isFoundNothing(line) && before == 0) {
        return 85;
      }
      List<String> headers = Columns.of(line).headers();
      if (TableKinds.isHeader(headers)) {
        int sure = TableKinds.of(headers).isPresent() ? 92 : 60;
        return before <= LINES_BEFORE ? sure : sure / 2;
      }
      before += line.isBlank() || line.startsWith("#") ? 0 : 1;
    }
    return 0;
  }

  private static boolean isFoundNothing(String line) {
    return line.startsWith(NOTHING);
  }

  /** The recorded command, else one that somebody wrote as a comment into the file. */
  private static Optional<KubectlCommand> command(TextFile file) {
    return KubectlCommand.of(file.command())
        .or(() ->
            file.head().stream()
                .filter(line -> line.startsWith("#"))
                .flatMap(line -> KubectlCommand.of(line.substring(1)).stream())
                .findFirst());
  }

  /** Names what was asked for when nothing else does: {@code networkpolicies.txt}. */
  private static String askedByName(String file) {
    for (String word : file.substring(file.lastIndexOf('/') + 1).split("[^A-Za-z]+")) {
      String resource = word.isEmpty() ? "" : KubectlCommand.known(word);
      if (!resource.isEmpty()) {
        return resource;
      }
    }
    return "";
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    Reading reading = new Reading(file, into);
    file.forEachLine(reading::line);
    reading.finish();
  }

  /** One file being read. */
  private static final class Reading {
    private final TextFile file;
    private final BundleBuilder into;
    private final String asked;
    private final String namespace;
    private @Nullable Columns columns;
    private final List<Table.Row> rows = new ArrayList<>();

    Reading(TextFile file, BundleBuilder into) {
      this.file = file;
      this.into = into;
      Optional<KubectlCommand> command = command(file);
      asked =
          command
              .filter(known -> known.verb().equals("get"))
              .map(KubectlCommand::resource)
              .orElseGet(() -> command.isPresent() ? "" : askedByName(file.name()));
      namespace = command.map(KubectlCommand::namespace).orElse("");
    }

    void line(String line, int number) {
      if (line.isBlank()) {
        finish();
      } else if (isFoundNothing(line)) {
        finish();
        if (!asked.isEmpty() && !asked.equals("all")) {
          into.add(new Table(asked, List.of(), List.of()));
        }
      } else if (isHeader(line)) {
        finish();
        columns = Columns.of(line);
      } else if (columns != null && !line.startsWith("#")) {
        Map<String, String> cells = columns.cells(line);
        rows.add(new Table.Row(Map.copyOf(cells), new Evidence(file.at(number), line.strip())));
      }
    }

    private static boolean isHeader(String line) {
      return TableKinds.isHeader(Columns.of(line).headers());
    }

    void finish() {
      if (columns == null) {
        return;
      }
      List<String> headers = columns.headers();
      String kind = TableKinds.of(headers).orElseGet(this::kindOfRows);
      Table table = new Table(kind, headers, List.copyOf(rows));
      into.add(table);
      switch (kind) {
        case "pods" -> table.rows().forEach(row -> into.add(TableRows.pod(row, namespace)));
        case "events" -> table.rows().forEach(row -> into.add(TableRows.event(row, namespace)));
        default -> {}
      }
      columns = null;
      rows.clear();
    }

    /** {@code kubectl get all} prints the kind in front of each name; else the command tells. */
    private String kindOfRows() {
      if (!rows.isEmpty()) {
        String name = rows.getFirst().cell("NAME");
        int slash = name.indexOf('/');
        if (slash > 0) {
          return KubectlCommand.plural(name.substring(0, slash));
        }
      }
      return asked.isEmpty() || asked.equals("all") ? "unknown" : asked;
    }
  }
}
