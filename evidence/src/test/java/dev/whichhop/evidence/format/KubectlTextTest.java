package dev.whichhop.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables and descriptions of kubectl. */
class KubectlTextTest {

  private static Bundle read(Reader reader, FixtureText file) throws IOException {
    assertThat(reader.recognises(file)).isGreaterThan(50);
    BundleBuilder into = new BundleBuilder();
    reader.read(file, into, new Problems());
    return into.build();
  }

  private static Bundle table(String command, String text) throws IOException {
    List<String> lines = text.lines().toList();
    return read(new KubectlTableReader(), new FixtureText("a.txt", command, lines));
  }

  @Test
  void readsPodsWithTheNamespaceOfTheCommand() throws IOException {
    FixtureText file = FixtureText.of("kubectl-table/pods-old.txt");
    Bundle bundle = table("kubectl get pods -n shop", file.text());

    assertThat(bundle.pods())
        .extracting(Pod::namespace, Pod::name, Pod::status, Pod::readyContainers)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "shop", "nginx-deployment-1006230814-6winp", "Running", 1),
            org.assertj.core.groups.Tuple.tuple(
                "shop", "nginx-deployment-1370807587-fz9sd", "Pending", 0));
  }

  @Test
  void knowsPeerAuthentications() throws IOException {
    // Columns: additionalPrinterColumns of the CRD, istio manifests/charts/base crd-all.gen.yaml.
    Bundle bundle =
        table(
            "",
            """
            NAMESPACE      NAME      MODE     AGE
            istio-system   default   STRICT   25m
            """);

    assertThat(bundle.tables("peerauthentications").getFirst().rows().getFirst().cell("MODE"))
        .isEqualTo("STRICT");
  }

  @Test
  void keepsCellsWithBlanksWhole() throws IOException {
    Bundle bundle =
        table(
            "",
            """
            NAMESPACE   NAME   READY   STATUS             RESTARTS        AGE   IP         NODE     NOMINATED NODE   READINESS GATES
            a           b-1    1/2     CrashLoopBackOff   12 (28m ago)    9d    10.0.0.1   node-1   <none>           <none>
            a           a-very-long-name-b-2   2/2   Running   0   3h12m   10.0.0.2   <none>   <none>   <none>
            """);

    Pod first = bundle.pods().get(0);
    assertThat(first.restarts()).isEqualTo(12);
    assertThat(first.ready()).isFalse();
    assertThat(first.node()).isEqualTo("node-1");
    assertThat(bundle.tables("pods").getFirst().rows().getFirst().cell("RESTARTS"))
        .isEqualTo("12 (28m ago)");
    assertThat(bundle.pods().get(1).ip()).isEqualTo("10.0.0.2");
    assertThat(bundle.pods().get(1).node()).isEmpty();
  }

  @Test
  void knowsKindsFromTheirColumns() throws IOException {
    assertThat(kinds("kubectl-table/knative-all.txt"))
        .containsExactly("configurations", "revisions", "knative-ingresses");
    assertThat(kinds("kubectl-table/mixed.txt"))
        .containsExactly("services", "targetgroupbindings", "virtualservices");
  }

  private static List<String> kinds(String fixture) throws IOException {
    return read(new KubectlTableReader(), FixtureText.of(fixture)).tables().stream()
        .map(Table::kind)
        .toList();
  }

  @Test
  void leavesEmptyCellsInTheMiddleEmpty() throws IOException {
    Bundle bundle = read(new KubectlTableReader(), FixtureText.of("kubectl-table/knative-all.txt"));
    Table.Row revision = bundle.tables("revisions").getFirst().rows().getFirst();
    assertThat(revision.cell("K8S SERVICE NAME")).isEmpty();
    assertThat(revision.cell("GENERATION")).isEqualTo("1");
    assertThat(revision.cell("DESIRED REPLICAS")).isEqualTo("1");
  }

  @Test
  void readsEventsOfEveryLayout() throws IOException {
    Bundle bundle =
        table(
            "kubectl -n shop get events",
            """
            LAST SEEN            TYPE      REASON      OBJECT    MESSAGE
            2d3h                 Warning   Unhealthy   pod/a-1   Readiness probe failed:  HTTP 503
            34s (x3 over 2m)     Warning   BackOff     Pod/a-2   Back-off restarting failed container

            LAST                   TYPE      REASON    OBJECT   MESSAGE
            2026-01-02T03:04:05Z   Normal    Killing   a-3      Stopping container app
            """);

    KubernetesEvent unhealthy = bundle.events().get(0);
    assertThat(unhealthy.namespace()).isEqualTo("shop");
    assertThat(unhealthy.age()).isEqualTo(Duration.ofHours(51));
    assertThat(unhealthy.objectName()).isEqualTo("a-1");
    assertThat(unhealthy.message()).isEqualTo("Readiness probe failed:  HTTP 503");
    assertThat(bundle.events().get(1).count()).isEqualTo(3);
    assertThat(bundle.events().get(1).objectKind()).isEqualTo("pod");
    assertThat(bundle.events().get(2).time()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(bundle.events().get(2).objectKind()).isEqualTo("pod");
  }

  @Test
  void keepsWhatWasAskedForWhenNothingWasFound() throws IOException {
    Bundle bundle = table("kubectl get networkpolicy -A", "No resources found\n");
    assertThat(bundle.tables("networkpolicies").getFirst().rows()).isEmpty();
  }

  @Test
  void takesNoOtherTextForATable() {
    FixtureText prose =
        new FixtureText("a.txt", "", List.of("HTTP  ERRORS since noon", "NOTE: see below"));
    assertThat(new KubectlTableReader().recognises(prose)).isZero();
    FixtureText log = new FixtureText("a.txt", "", List.of("INFO  Starting  server"));
    assertThat(new KubectlTableReader().recognises(log)).isZero();
  }

  @Test
  void understandsCommands() {
    assertThat(KubectlCommand.of("date -u; kubectl get pods -A | grep x"))
        .contains(new KubectlCommand("get", "pods", ""));
    assertThat(
            KubectlCommand.of("kubectl -n a get podautoscalers.autoscaling.internal.knative.dev"))
        .contains(new KubectlCommand("get", "podautoscalers", "a"));
    assertThat(KubectlCommand.of("kubectl get -o wide svc --namespace=b"))
        .contains(new KubectlCommand("get", "services", "b"));
    assertThat(KubectlCommand.of("curl -v http://a/")).isEmpty();
  }

  @Test
  void readsADescription() throws IOException {
    Bundle bundle = read(new DescribeReader(), FixtureText.of("kubectl-describe/pod.txt"));

    Pod pod = bundle.pods().getFirst();
    assertThat(pod.name()).isEqualTo("nginx-deployment-67d4bdd6f5-w6kd7");
    assertThat(pod.node()).isEqualTo("kube-worker-1");
    assertThat(pod.ip()).isEqualTo("10.88.0.3");
    assertThat(pod.ready()).isTrue();
    assertThat(pod.status()).isEqualTo("Running");
    assertThat(bundle.events()).hasSize(5);
    assertThat(bundle.events().getFirst().reason()).isEqualTo("Scheduled");
    assertThat(bundle.events().getFirst().age()).isEqualTo(Duration.ofSeconds(34));
    assertThat(bundle.events().getFirst().evidence().place().line()).isEqualTo(51);

    KubernetesObject described = bundle.objects("DescribedPod").getFirst();
    assertThat(described.root().at("Containers", "nginx", "Limits", "memory").textOrEmpty())
        .isEqualTo("128Mi");
    assertThat(described.root().at("Containers", "nginx", "Limits", "memory").place().line())
        .isEqualTo(27);
    assertThat(described.root().get("Labels").textOrEmpty())
        .isEqualTo("app=nginx\npod-template-hash=67d4bdd6f5");
  }

  @Test
  void keepsAllPortsOfADescribedService() throws IOException {
    // Layout of kubectl describe service, k8s.io/kubectl/pkg/describe/describe.go describeService.
    FixtureText file =
        new FixtureText(
            "svc.txt",
            "",
            """
            Name:                     ingress
            Namespace:                edge
            Labels:                   <none>
            Annotations:              <none>
            Selector:                 app=ingress
            Type:                     LoadBalancer
            IP:                       10.100.7.9
            LoadBalancer Ingress:     a1b2.elb.eu-north-1.amazonaws.com
            Port:                     http  80/TCP
            TargetPort:               8080/TCP
            NodePort:                 http  30081/TCP
            Endpoints:                10.1.2.3:8080
            Port:                     https  443/TCP
            TargetPort:               8443/TCP
            NodePort:                 https  30444/TCP
            Endpoints:                10.1.2.3:8443
            Session Affinity:         None
            Events:                   <none>
            """
                .lines()
                .toList());

    KubernetesObject service =
        read(new DescribeReader(), file).objects("DescribedService").getFirst();

    assertThat(service.root().get("NodePort").items())
        .extracting(one -> one.textOrEmpty())
        .containsExactly("http  30081/TCP", "https  30444/TCP");
    assertThat(service.root().get("NodePort").items().getLast().place().line()).isEqualTo(15);
  }

  @Test
  void readsContainersThatWaitAndTabsOfOldReleases() throws IOException {
    FixtureText file =
        new FixtureText(
            "a.txt",
            "",
            """
              Name:\t\ta
              Namespace:\tb
              Node:\t\tnode-1/10.0.0.1
              Status:\t\tRunning
              Containers:
                app:
                  State:\tWaiting
                    Reason:\tCrashLoopBackOff
                  Last State:\tTerminated
                    Reason:\tOOMKilled
                    Exit Code:\t137
                  Ready:\tFalse
                  Restart Count:\t9
            """
                .lines()
                .toList());

    Bundle bundle = read(new DescribeReader(), file);

    Pod pod = bundle.pods().getFirst();
    assertThat(pod.status()).isEqualTo("CrashLoopBackOff");
    assertThat(pod.restarts()).isEqualTo(9);
    assertThat(
            bundle
                .objects("DescribedPod")
                .getFirst()
                .root()
                .at("Containers", "app", "Last State", "Exit Code")
                .textOrEmpty())
        .isEqualTo("137");
  }

  @Test
  void readsFlowLogsAndReportsDamagedLines() throws IOException {
    FixtureText file =
        new FixtureText(
            "flow.log",
            "",
            List.of(
                "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets"
                    + " bytes start end action log-status",
                "2 12345678910 eni-0eb1e4178af74336c - - - - - - - 1742570089 1742570142 - NODATA",
                "2 12345678910 eni-0eb1e4178af74336c - - - - - - - 1742570089 1742570142 -"));
    BundleBuilder into = new BundleBuilder();
    Problems problems = new Problems();
    assertThat(new FlowLogReader().recognises(file)).isGreaterThan(90);
    new FlowLogReader().read(file, into, problems);

    assertThat(into.build().flowRecords())
        .extracting(FlowRecord::logStatus)
        .containsExactly("NODATA");
    assertThat(problems.kept()).extracting(problem -> problem.place().line()).containsExactly(3);
    assertThat(into.build().coverage().getFirst().covers(Instant.ofEpochSecond(1742570100)))
        .isTrue();
  }
}
