package dev.whichhop.evidence.aws;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.document.AwsShape;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code --output text} of the AWS CLI: target health, attributes, CloudWatch statistics; and rows
 * of target health or network interfaces that {@code --query} or a loop made.
 *
 * <p>The CLI prints a list's name in capitals, then the values in the order of their keys, without
 * the keys ({@code awscli/text.py}). A value that is not there leaves no gap, so values are known
 * by what they look like. Copied out of a terminal, the tabs are blanks.
 */
public final class AwsTextReader implements Reader {
  /** Every line but few is one of these; no log and no table is. */
  private static final int SURE = 96;

  private static final Pattern SECTION = Pattern.compile("[A-Z]{5,}(?=\\s|$)");

  /** Lists that are read, and what stands within them. */
  private static final Set<String> READ =
      Set.of(
          "TARGETHEALTHDESCRIPTIONS",
          "TARGET",
          "TARGETHEALTH",
          "ADMINISTRATIVEOVERRIDE",
          "ANOMALYDETECTION",
          "ATTRIBUTES",
          "DATAPOINTS",
          "METRICDATARESULTS",
          "TIMESTAMPS",
          "VALUES");

  @Override
  public String format() {
    return "aws-text";
  }

  @Override
  public int recognises(TextFile file) {
    int lines = 0;
    int known = 0;
    int telling = 0;
    for (String line : file.head()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      lines++;
      PollTime time = PollTime.of(line);
      String rest = time == null ? line : time.rest();
      boolean tells =
          READ.contains(section(line))
              || !TargetRow.of(rest).isEmpty()
              || InterfaceRow.of(line, Place.file("")).isPresent();
      telling += tells ? 1 : 0;
      known += tells || (time != null && rest.isEmpty()) || !section(line).isEmpty() ? 1 : 0;
    }
    // One line may be a metric's name or a script's heading.
    return telling > 0 && known + 1 >= lines && known * 2 >= lines
            || telling * 10 >= lines * 8 && telling > 0
        ? SURE
        : 0;
  }

  private static String section(String line) {
    var section = SECTION.matcher(line);
    return section.lookingAt() ? section.group() : "";
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    Answer answer = new Answer(file, into, problems);
    file.forEachLine(answer::line);
    answer.end();
  }

  /** The answer while it is read. */
  private static final class Answer {
    private final TextFile file;
    private final BundleBuilder into;
    private final Problems problems;
    private final TargetPolls targets = new TargetPolls();
    private final Statistics statistics;
    private final List<Node> attributes = new ArrayList<>();
    private final List<Node> interfaces = new ArrayList<>();
    private final Set<String> unread = new TreeSet<>();
    private @Nullable Instant time;
    private String target = "";

    Answer(TextFile file, BundleBuilder into, Problems problems) {
      this.file = file;
      this.into = into;
      this.problems = problems;
      this.statistics = new Statistics(file.command(), problems);
    }

    void line(String line, int number) {
      Place place = file.at(number);
      String section = section(line);
      String rest = line.substring(section.length()).strip();
      switch (section) {
        case "" -> row(line, place);
        case "TARGET" -> target = rest;
        case "TARGETHEALTH" -> targets(target + " " + rest, place);
        case "ATTRIBUTES" -> {
          String[] cells = rest.split("\\s+", 2);
          attributes.add(
              Nodes.mapping(place, "Key", cells[0], "Value", cells.length > 1 ? cells[1] : ""));
        }
        case "DATAPOINTS" -> statistics.datapoint(rest, place);
        case "METRICDATARESULTS" -> statistics.result(rest, place);
        case "TIMESTAMPS" -> statistics.timestamp(rest, place);
        case "VALUES" -> statistics.value(rest, place);
        default -> {
          if (!READ.contains(section)) {
            unread.add(section);
          }
        }
      }
    }

    private void row(String line, Place place) {
      if (line.isBlank()) {
        return;
      }
      Optional<Node> attached = InterfaceRow.of(line, place);
      if (attached.isPresent()) {
        interfaces.add(attached.get());
        return;
      }
      PollTime polled = PollTime.of(line);
      String rest = polled == null ? line : polled.rest();
      if (polled != null) {
        time = polled.time();
      }
      if (!targets(rest, place) && polled == null) {
        statistics.label(line.strip(), place);
      }
    }

    private boolean targets(String row, Place place) {
      List<TargetRow> found = TargetRow.of(row);
      found.forEach(one -> targets.add(time, one, place));
      return !found.isEmpty();
    }

    void end() {
      targets.into(into, file.name());
      Map<String, Node> root = new LinkedHashMap<>();
      Place place = Place.file(file.name());
      if (!attributes.isEmpty()) {
        root.put("Attributes", new Node.Sequence(place, attributes));
      }
      if (!interfaces.isEmpty()) {
        root.put("NetworkInterfaces", new Node.Sequence(place, interfaces));
      }
      if (!root.isEmpty()) {
        new AwsShape().read(new Node.Mapping(place, root), file, into, problems);
      }
      for (Node answer : statistics.answers()) {
        new AwsShape().read(answer, file, into, problems);
      }
      for (String section : unread) {
        problems.report(
            file.at(file.firstLine()),
            section + " of --output text is not read; use --output json");
      }
    }
  }
}
