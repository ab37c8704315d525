package dev.whichhop.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whichhop.fix.Unplanned.Reason;
import dev.whichhop.knowledge.RemedyFacts.Target;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Only the meant fields are sent, and values that are whole documents keep their other parts. */
final class FittingTest {
  private static Intent intent(String object, Target target, String yaml) throws Unsuitable {
    return Intent.of(new Remedied("cause", "remedy", "yaml", yaml, object, ""), target);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  @Test
  void whatStandsAlreadyIsLeftOut() throws Unsuitable {
    Intent intent =
        intent(
            "",
            Target.DESTINATION_RULE,
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: cart, namespace: shop}
            spec: {host: cart.shop.svc.cluster.local, trafficPolicy: {a: 1, b: 2}}
            """);
    assertThat(Fitting.fit(intent, json("{'spec':{'host':'cart','trafficPolicy':{'a':1,'b':3}}}")))
        .isEqualTo(json("{'spec':{'trafficPolicy':{'b':2}}}"));
    assertThat(Fitting.fit(intent, json("{'spec':{'host':'cart','trafficPolicy':{'a':1,'b':2}}}")))
        .isEmpty();
  }

  @Test
  void theProxysOwnSettingsAreKept() throws Unsuitable {
    Intent intent =
        intent(
            "Deployment/shop/cart",
            Target.WORKLOAD,
            """
            spec:
              template:
                metadata:
                  annotations:
                    proxy.istio.io/config: |
                      terminationDrainDuration: 30s
            """);
    JsonNode live =
        json(
            "{'spec':{'template':{'metadata':{'annotations':{'proxy.istio.io/config':'concurrency:"
                + " 2\\nterminationDrainDuration: 5s\\n'}}}}}");
    assertThat(
            Fitting.fit(intent, live)
                .at("/spec/template/metadata/annotations/proxy.istio.io~1config")
                .asString())
        .isEqualTo("concurrency: 2\nterminationDrainDuration: 30s\n");
  }

  private static final String TIMEOUT =
      """
      spec:
        http:
          - timeout: 9s
            route:
              - destination:
                  host: cart.shop.svc.cluster.local
      """;

  @Test
  void aVirtualServiceKeepsItsOtherRoutes() throws Unsuitable {
    Intent intent = intent("VirtualService/shop/cart", Target.VIRTUAL_SERVICE, TIMEOUT);
    JsonNode live =
        json(
            "{'spec':{'http':["
                + "{'match':[{'uri':{'prefix':'/pay'}}],'route':[{'destination':{'host':'pay'}}]},"
                + "{'route':[{'destination':{'host':'cart','subset':'v1'},'weight':100}]}]}}");
    assertThat(Fitting.fit(intent, live))
        .isEqualTo(
            json(
                "{'spec':{'http':["
                    + "{'match':[{'uri':{'prefix':'/pay'}}],'route':[{'destination':{'host':'pay'}}]},"
                    + "{'route':[{'destination':{'host':'cart','subset':'v1'},'weight':100}],"
                    + "'timeout':'9s'}]}}"));
    assertThatThrownBy(() ->
            Fitting.fit(
                intent, json("{'spec':{'http':[{'route':[{'destination':{'host':'a'}}]}]}}")))
        .isInstanceOfSatisfying(
            Unsuitable.class, not -> assertThat(not.reason()).isEqualTo(Reason.LIST));
  }

  @Test
  void noListOfACustomResourceIsReplaced() throws Unsuitable {
    Intent intent =
        intent(
            "",
            Target.NONE,
            """
            apiVersion: networking.istio.io/v1
            kind: Sidecar
            metadata: {name: default, namespace: shop}
            spec: {egress: [{hosts: ["./*"]}]}
            """);
    assertThatThrownBy(
            () -> Fitting.fit(intent, json("{'spec':{'egress':[{'hosts':['other/*']}]}}")))
        .isInstanceOfSatisfying(
            Unsuitable.class, not -> assertThat(not.reason()).isEqualTo(Reason.LIST));
  }

  @Test
  void aTextThatBeginsInsideAnObjectIsNoPatch() {
    assertThatThrownBy(() ->
            intent("DestinationRule/shop/cart", Target.DESTINATION_RULE, "trafficPolicy: {a: 1}"))
        .isInstanceOfSatisfying(
            Unsuitable.class, not -> assertThat(not.reason()).isEqualTo(Reason.FRAGMENT));
  }
}
