package dev.whichhop.evidence.aws;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.document.AwsShape;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code --output table} of the AWS CLI: boxes within boxes ({@code awscli/table.py}). What is read
 * is the same as in its JSON; rows without headers, which {@code --query} makes, are read where
 * they are targets.
 */
public final class AwsTableReader implements Reader {
  private static final int SURE = 97;
  private static final Pattern FRAME = Pattern.compile("-{10,}");

  @Override
  public String format() {
    return "aws-table";
  }

  /** A line of dashes, the title in a box, a line of dashes with corners. */
  @Override
  public int recognises(TextFile file) {
    List<String> lines = file.head().stream().filter(line -> !line.isBlank()).toList();
    for (int i = 0; i + 2 < lines.size() && i < 5; i++) {
      if (FRAME.matcher(lines.get(i).strip()).matches()
          && BoxLine.of(lines.get(i + 1)).cells().size() == 1
          && BoxLine.of(lines.get(i + 2)).isRule()) {
        return SURE;
      }
    }
    return 0;
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    List<BoxLine> lines = new ArrayList<>();
    file.forEachLine((line, number) -> {
      if (FRAME.matcher(line.strip()).matches()) {
        answer(lines, file, into, problems);
        lines.clear();
      } else if (!line.isBlank()) {
        lines.add(BoxLine.of(line).at(file.at(number)));
      }
    });
    answer(lines, file, into, problems);
  }

  private static void answer(
      List<BoxLine> lines, TextFile file, BundleBuilder into, Problems problems) {
    Box box = Box.of(lines);
    if (box == null) {
      return;
    }
    Node root = box.node();
    AwsShape shape = new AwsShape();
    TargetPolls targets = new TargetPolls();
    for (BoxLine row : box.namelessRows()) {
      TargetRow.of(String.join(" ", row.cells()))
          .forEach(one -> targets.add(null, one, row.place()));
    }
    if (shape.recognises(root)) {
      shape.read(root, file, into, problems);
    } else if (targets.isEmpty()) {
      problems.report(
          lines.getFirst().place(),
          "nothing known in the table " + box.title() + "; use --output json");
    }
    targets.into(into, file.name());
  }
}
