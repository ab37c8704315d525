package dev.whichhop.diagnosis.survey;

import dev.whichhop.knowledge.ClusterSettings;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.survey.Row;
import dev.whichhop.model.survey.Survey;
import dev.whichhop.model.survey.Survey.Measure;
import dev.whichhop.model.survey.Survey.Subject;
import dev.whichhop.model.survey.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the survey of a bundle. */
public final class Surveys {
  /** How each kind of change is made or proven; a DestinationRule is pushed without a restart. */
  private static final Map<Topic, String> COMMANDS =
      Map.of(
          Topic.BREAKER,
          "istioctl proxy-config cluster <pod>.<namespace> --fqdn <host> -o json",
          Topic.POOL,
          "istioctl proxy-config cluster <pod>.<namespace> --fqdn <host> -o json",
          Topic.RESOURCES,
          "kubectl -n <namespace> rollout restart deployment/<workload>",
          Topic.LOGGING,
          "istioctl proxy-config log <pod>.<namespace> --level warning",
          Topic.LIVE,
          "istioctl proxy-config endpoints <pod>.<namespace>");

  private Surveys() {}

  /**
   * Subjects in the order of the evidence, services first, and the measures for what stands out.
   */
  public static Survey of(Bundle bundle) {
    List<Subject> subjects = new ArrayList<>();
    subjects.addAll(new ClusterSurvey(bundle, ClusterSettings.load()).subjects());
    subjects.addAll(new ProxyPodSurvey(bundle).subjects());
    boolean looked =
        !subjects.isEmpty()
            || !ProxyCluster.of(bundle).isEmpty()
            || !bundle.objects("DestinationRule").isEmpty();
    return new Survey(looked, subjects, measures(subjects), bundle.inputs());
  }

  private static List<Measure> measures(List<Subject> subjects) {
    Map<Topic, Set<Subject>> standing = new EnumMap<>(Topic.class);
    for (Subject subject : subjects) {
      for (Row row : subject.rows()) {
        if (row.stands()) {
          standing.computeIfAbsent(row.topic(), _ -> new LinkedHashSet<>()).add(subject);
        }
      }
    }
    List<Measure> measures = new ArrayList<>();
    standing.forEach((topic, of) ->
        measures.add(
            new Measure(
                topic,
                Phrase.of("check.measure." + topic.id()),
                of.stream().map(Subject::name).toList(),
                command(topic, of.iterator().next()))));
    return measures;
  }

  /** The command with the names of the first subject as far as they are known. */
  private static String command(Topic topic, Subject first) {
    String command = COMMANDS.getOrDefault(topic, "");
    boolean service = first.name().contains(":");
    String host = service ? first.name().substring(0, first.name().indexOf(':')) : "<host>";
    String pod = service ? first.proxy() : first.name();
    return command.replace("<host>", host).replace("<pod>", pod.isEmpty() ? "<pod>" : pod);
  }
}
