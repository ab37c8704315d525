package dev.whichhop.lab;

/** The pods of every scenario, with addresses that exist only in the lab's namespace. */
public final class Cast {
  /** Where the pod ran before it moved; the node answers that nothing listens there. */
  public static final String GONE_ADDRESS = "10.0.3.77";

  /** Where the pod ran before its node was taken away; nobody answers at all. */
  public static final String GONE_NODE_ADDRESS = "10.1.7.77";

  static final Member GATEWAY =
      new Member(
          "istio-ingressgateway-66c5b7d7f-9tq4s",
          "istio-system",
          "istio-ingressgateway",
          "10.0.2.10",
          "node-a",
          "127.0.0.2");
  static final Member NEXT_GATEWAY =
      new Member(
          "istio-ingressgateway-5f9c8d6b4-w7zlm",
          "istio-system",
          "istio-ingressgateway",
          "10.0.2.11",
          "node-d",
          "127.0.0.3");
  static final Member POD =
      new Member("catalog-7c8d9f6b4-5lqzn", "shop", "catalog", "10.0.3.21", "node-b", "127.0.0.1");
  static final Member NEXT_POD =
      new Member("catalog-5d6f7b8c9-j4x2m", "shop", "catalog", "10.0.3.34", "node-e", "127.0.0.4");
  static final Member CLIENT =
      new Member("batch-6d9c7b5f4-x2kqp", "shop", "batch", "10.0.4.33", "node-c", "");

  static final String POD_ADDRESS = POD.address();
  static final String HOST = "catalog.shop.svc.cluster.local";
  static final String PUBLIC_HOST = "shop.example.com";
  static final int PORT = 8080;

  private Cast() {}

  /**
   * One pod.
   *
   * @param loopback what is 127.0.0.1 in the pod: here all of them share one loopback device
   */
  record Member(
      String name, String namespace, String app, String address, String node, String loopback) {}
}
