package dev.whichhop.evidence.aws;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.document.AwsShape;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Node;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code --output table} of the AWS CLI: boxes within boxes ({@code awscli/table.py}). What is read
 * is the same as in its JSON; rows without headers, which {@code --query} makes, are read where
 * they are targets.
 */
public final class AwsTableReader implements Reader {
  private static final int SURE = 97;
  private static final String TARGETS = "TargetHealthDescriptions";
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
    Answers answers = new Answers(file, into, problems);
    file.forEachLine(answers::line);
    answers.end();
  }

  /** One answer after the other, as a loop prints them, with the time between where it does. */
  private static final class Answers {
    private final TextFile file;
    private final BundleBuilder into;
    private final Problems problems;
    private final TargetPolls targets = new TargetPolls();
    private final List<BoxLine> lines = new ArrayList<>();
    private @Nullable Instant time;

    Answers(TextFile file, BundleBuilder into, Problems problems) {
      this.file = file;
      this.into = into;
      this.problems = problems;
    }

    void line(String line, int number) {
      String text = line.strip();
      if (text.startsWith("|") || text.startsWith("+")) {
        lines.add(BoxLine.of(text).at(file.at(number)));
        return;
      }
      PollTime polled = PollTime.of(line);
      if (polled != null || FRAME.matcher(text).matches()) {
        answer();
      }
      time = polled == null ? time : polled.time();
    }

    private void answer() {
      Box box = Box.of(lines);
      if (box != null) {
        Node root = box.node();
        List<Node> described = root.get(TARGETS).items();
        if (described.isEmpty()) {
          other(box, root);
        }
        described.forEach(one -> targets.add(time, one));
      }
      lines.clear();
    }

    private void other(Box box, Node root) {
      boolean found = false;
      for (BoxLine row : box.namelessRows()) {
        for (TargetRow one : TargetRow.of(String.join(" ", row.cells()))) {
          targets.add(time, one, row.place());
          found = true;
        }
      }
      AwsShape shape = new AwsShape();
      if (shape.recognises(root)) {
        shape.read(root, file, into, problems);
      } else if (!found) {
        problems.report(
            lines.getFirst().place(),
            "nothing known in the table " + box.title() + "; use --output json");
      }
    }

    void end() {
      answer();
      targets.into(into, file.name());
    }
  }
}
