package dev.whichhop.app.report.flows;

import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.flows.network.Decision;
import dev.whichhop.flows.network.Rule;
import dev.whichhop.flows.network.Traffic;
import dev.whichhop.flows.reach.Hop;
import dev.whichhop.flows.reach.Location;
import dev.whichhop.flows.reach.Reach;
import dev.whichhop.flows.reach.Seen;
import dev.whichhop.flows.reach.Way;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.InputFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether one end may reach another, as a tree: {@code kind: Reach} of the JSON contract. */
public final class ReachTree {
  private final ReachSentences sentences;

  public ReachTree(Messages messages) {
    this.sentences = new ReachSentences(messages);
  }

  /** The tree, keys in the order of the contract. */
  public Map<String, Object> of(
      List<Reach> answers, List<FlowRecord> records, List<String> notes, List<InputFile> inputs) {
    return AnswerTree.object(
        "apiVersion",
        "whichhop.dev/v1",
        "kind",
        "Reach",
        "answers",
        answers.stream().map(reach -> answer(reach, records)).toList(),
        "notes",
        notes,
        "inputs",
        AnswerTree.inputs(inputs));
  }

  private Map<String, Object> answer(Reach reach, List<FlowRecord> records) {
    Map<String, Object> answer = new LinkedHashMap<>(answer(reach));
    if (!records.isEmpty()) {
      answer.put("records", seen(Seen.of(reach, records), reach));
    }
    return answer;
  }

  private Map<String, Object> seen(Seen seen, Reach reach) {
    return AnswerTree.object(
        "fit", ReachSentences.key(seen.fit(reach.verdict())),
        "summary", sentences.records(seen, reach),
        "requestsAccepted", seen.requestsAccepted(),
        "requestsRejected", seen.requestsRejected(),
        "repliesAccepted", seen.repliesAccepted(),
        "repliesRejected", seen.repliesRejected(),
        "late", seen.late(),
        "skipped", seen.skipped(),
        "evidence", AnswerTree.evidence(seen.rejects()));
  }

  private Map<String, Object> answer(Reach reach) {
    return AnswerTree.object(
        "from", end(reach.from()),
        "to", end(reach.to()),
        "traffic", words(reach.question().request()),
        "verdict", ReachSentences.key(reach.verdict()),
        "summary", sentences.verdict(reach),
        "passing",
            AnswerTree.object(
                "request", words(reach.passing(Way.REQUEST)),
                "reply", words(reach.passing(Way.REPLY))),
        "hops", reach.hops().stream().map(hop -> hop(hop, reach)).toList());
  }

  private static Map<String, Object> end(Location end) {
    return AnswerTree.object(
        "name", end.name(),
        "address", end.address().toString(),
        "dialled", end.dialled().toString(),
        "interface", end.networkInterface().map(one -> one.id()).orElse(""),
        "subnet", end.subnetId(),
        "vpc", end.vpcId());
  }

  private Map<String, Object> hop(Hop hop, Reach reach) {
    return AnswerTree.object(
        "way", ReachSentences.key(hop.way()),
        "kind", ReachSentences.key(hop.kind()),
        "component", hop.component(),
        "outcome", ReachSentences.key(hop.outcome()),
        "certain", !reach.blockingIfReached().contains(hop),
        "reason", hop.reason().key(),
        "code", hop.reason().code(),
        "why", sentences.why(hop),
        "parts", hop.decisions().stream().map(ReachTree::part).toList(),
        "evidence", AnswerTree.evidence(hop.evidence()),
        "commands", hop.commands());
  }

  private static Map<String, Object> part(Decision decision) {
    return AnswerTree.object(
        "traffic", decision.part().toString(),
        "outcome", ReachSentences.key(decision.outcome()),
        "rule", decision.rule().map(Rule::words).orElse(""));
  }

  private static List<String> words(List<Traffic> traffic) {
    return traffic.stream().map(Traffic::toString).toList();
  }
}
