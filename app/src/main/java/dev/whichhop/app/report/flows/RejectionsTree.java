package dev.whichhop.app.report.flows;

import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.flows.input.FileSummary;
import dev.whichhop.flows.names.AddressNames;
import dev.whichhop.flows.reject.Rejection;
import dev.whichhop.flows.reject.Rejections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What was stopped, as a tree for JSON and YAML. */
public final class RejectionsTree {
  private RejectionsTree() {}

  public static Map<String, Object> of(
      Rejections rejections,
      List<FileSummary> files,
      Function<Rejection, List<String>> rules,
      AddressNames names,
      List<String> notes,
      List<Map<String, Object>> inputs) {
    return AnswerTree.object(
        "apiVersion",
        "whichhop.dev/v1",
        "kind",
        "FlowRejections",
        "rejections",
        Stream.concat(rejections.refused().stream(), rejections.late().stream())
            .map(one -> rejection(one, files, rules, names))
            .toList(),
        "skipped",
        new LinkedHashMap<>(rejections.basis().skipped()),
        "notes",
        notes,
        "inputs",
        inputs);
  }

  private static Map<String, Object> rejection(
      Rejection one,
      List<FileSummary> files,
      Function<Rejection, List<String>> rules,
      AddressNames names) {
    return AnswerTree.object(
        "kind", MatrixText.word(one.kind()),
        "refuses", one.kind().refuses(),
        "reason", one.reason(),
        "interface", one.networkInterface(),
        "interfaceName", names.ofInterface(one.networkInterface()),
        "direction", MatrixText.word(one.direction()),
        "reply", one.reply(),
        "protocol", one.protocol(),
        "server", one.server().address().toString(),
        "serverName", names.ofAddress(one.server().address()),
        "port", one.server().port(),
        "clients",
            one.clients().stream()
                .map(client ->
                    AnswerTree.object(
                        "address", client.address().toString(),
                        "name", names.ofAddress(client.address()),
                        "conversations", client.conversations()))
                .toList(),
        "clientCount", one.clientCount(),
        "conversations", one.conversations(),
        "records", one.records(),
        "packets", one.packets(),
        "bytes", one.bytes(),
        "first", FlowNotes.time(one.first()),
        "last", FlowNotes.time(one.last()),
        "evidence",
            AnswerTree.object(
                "file",
                one.file() < files.size() ? files.get(one.file()).name() : "",
                "line",
                one.line()),
        "passed", one.passed(),
        "lastPassed", FlowNotes.time(one.lastPassed()),
        "rules", rules.apply(one));
  }
}
