package dev.whichhop.evidence.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentStartTest {
  private static int sure(String text) {
    return DocumentStart.sure(text.lines().toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\n  \"TargetGroups\": []\n}",
        "# aws elbv2 …\n{\n    \"a\": 1\n}",
        "[\n  {\"a\": 1},\n  {\"b\": 1}\n]",
        "[{\"a\": 1}]",
        "{\"a\": {\n\"b\": 1}}",
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a",
        "- apiVersion: v1\n  kind: Pod\n",
        "---\n# Source: x\napiVersion: v1\nkind: Pod\n",
      })
  void certainlyDocuments(String text) {
    assertThat(sure(text)).isGreaterThanOrEqualTo(90);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accessLogFile: /dev/stdout\n"
            + "defaultConfig:\n"
            + "  discoveryAddress: x\n"
            + "  terminationDrainDuration: 5s\n",
        "{\"TargetHealthDescriptions\": [{\"Target\": {}}]}",
        "receivers:\n- name: a\n  port: 1\n",
      })
  void likelyDocuments(String text) {
    assertThat(sure(text)).isBetween(50, 80);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"level\":\"info\",\"msg\":\"a\"}\n{\"level\":\"info\",\"msg\":\"b\"}",
        "[2025-03-04T05:06:07.123Z] \"GET / HTTP/1.1\" 200 -",
        "[info] started\n[info] stopped",
        "[\"main\"] started",
        "{tag} started",
        "note: the gateway was restarted\nasked: the team\n",
        "Host: a\nAccept: b\n",
        "Name:             api-1\n"
            + "Namespace:        shop\n"
            + "Labels:           app=api\n"
            + "Status:           Running\n"
            + "Containers:\n"
            + "  api:\n"
            + "    Image:          x\n"
            + "    State:          Running\n",
        "cluster.a.upstream_cx_total: 4\ncluster.a.upstream_rq_total: 5\n",
        "2025-03-04T05:06:07Z info started: ok",
        "NAME   READY\napi    1/1",
        "",
      })
  void otherTexts(String text) {
    assertThat(sure(text)).isZero();
  }
}
