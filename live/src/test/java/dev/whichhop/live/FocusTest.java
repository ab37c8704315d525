package dev.whichhop.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** From what somebody asks about to the pods whose logs tell. */
final class FocusTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Seen seen = new Seen();

  private void object(String group, String plural, String json) {
    seen.object(
        new Resource(group, "v1", plural, "", true),
        (ObjectNode) JSON.readTree(json.replace('\'', '"')));
  }

  private void pod(String namespace, String name, String owner, String labels) {
    object(
        "",
        "pods",
        """
        {'metadata': {'name': '%s', 'namespace': '%s', 'labels': %s, 'ownerReferences': [{'name': '%s'}]},
         'spec': {'containers': [{'name': 'app'}]}}
        """
            .formatted(name, namespace, labels, owner));
  }

  @BeforeEach
  void cluster() {
    pod(
        "shop",
        "cart-5d9c7b9f5-x2v4z",
        "cart-5d9c7b9f5",
        "{'app': 'cart', 'pod-template-hash': '5d9c7b9f5'}");
    pod(
        "shop",
        "cart-db-6f5d8c7b9-mm4kq",
        "cart-db-6f5d8c7b9",
        "{'app': 'db', 'pod-template-hash': '6f5d8c7b9'}");
    pod(
        "pay",
        "cart-7b9f5d9c5-zz2v4",
        "cart-7b9f5d9c5",
        "{'app': 'cart', 'pod-template-hash': '7b9f5d9c5'}");
    pod("shop", "cart-cache-0", "cart-cache", "{'app': 'cache'}");
    pod(
        "shop",
        "price-00002-deployment-abc",
        "price-00002-deployment-1",
        "{'serving.knative.dev/revision': 'price-00002', 'serving.knative.dev/service': 'price'}");
    object(
        "",
        "services",
        "{'metadata': {'name': 'basket', 'namespace': 'shop'}, 'spec': {'selector': {'app':"
            + " 'cart'}}}");
    object(
        "networking.istio.io",
        "virtualservices",
        """
        {'metadata': {'name': 'v', 'namespace': 'shop'}, 'spec': {'hosts': ['*.example.com'],
         'http': [{'route': [{'destination': {'host': 'basket.shop.svc.cluster.local'}}]}]}}
        """);
    object(
        "serving.knative.dev",
        "routes",
        """
        {'metadata': {'name': 'price', 'namespace': 'shop'}, 'status': {'url': 'https://price.shop.example.org',
         'traffic': [{'revisionName': 'price-00002'}]}}
        """);
  }

  private List<String> pods(Focus focus) {
    return focus.of(seen).stream().map(SeenPod::name).toList();
  }

  private List<String> service(String name) {
    return pods(new Focus(List.of(name), List.of(), List.of()));
  }

  private List<String> host(String name) {
    return pods(new Focus(List.of(), List.of(name), List.of()));
  }

  private List<String> pod(String name) {
    return pods(new Focus(List.of(), List.of(), List.of(name)));
  }

  @Test
  void aServiceIsFollowedThroughItsSelectorInItsNamespace() {
    assertThat(service("basket")).containsExactly("cart-5d9c7b9f5-x2v4z");
    assertThat(service("basket.shop.svc.cluster.local")).containsExactly("cart-5d9c7b9f5-x2v4z");
    assertThat(service("basket.pay")).isEmpty();
    assertThat(service("price")).containsExactly("price-00002-deployment-abc");
  }

  @Test
  void aHostIsFollowedThroughRoutes() {
    assertThat(host("www.example.com")).containsExactly("cart-5d9c7b9f5-x2v4z");
    assertThat(host("price.shop.example.org")).containsExactly("price-00002-deployment-abc");
    assertThat(host("basket.shop")).isEmpty();
    assertThat(host("basket.shop.svc")).containsExactly("cart-5d9c7b9f5-x2v4z");
    assertThat(host("other.example.net")).isEmpty();
  }

  @Test
  void aRouteForEveryHostIsFollowedToo() {
    object(
        "networking.istio.io",
        "virtualservices",
        """
        {'metadata': {'name': 'all', 'namespace': 'shop'}, 'spec': {'hosts': ['*'],
         'http': [{'route': [{'destination': {'host': 'basket'}}]}]}}
        """);
    assertThat(host("other.example.net")).containsExactly("cart-5d9c7b9f5-x2v4z");
  }

  @Test
  void anHttpRouteWithoutHostNamesIsForEveryHost() {
    object(
        "gateway.networking.k8s.io",
        "httproutes",
        """
        {'metadata': {'name': 'all', 'namespace': 'shop'}, 'spec': {
         'rules': [{'backendRefs': [{'name': 'basket', 'port': 80}]}]}}
        """);
    assertThat(host("other.example.net")).containsExactly("cart-5d9c7b9f5-x2v4z");
  }

  @Test
  void aPodIsNamedByItselfOrItsWorkload() {
    assertThat(pod("cart-db-6f5d8c7b9-mm4kq")).containsExactly("cart-db-6f5d8c7b9-mm4kq");
    assertThat(pod("deploy/cart")).containsExactly("cart-7b9f5d9c5-zz2v4", "cart-5d9c7b9f5-x2v4z");
    assertThat(pod("deploy/cart.shop")).containsExactly("cart-5d9c7b9f5-x2v4z");
    assertThat(pod("sts/cart-cache")).containsExactly("cart-cache-0");
    assertThat(pod("cart")).isEmpty();
  }
}
