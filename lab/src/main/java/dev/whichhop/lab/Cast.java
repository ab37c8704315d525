package dev.whichhop.lab;

/** The pods of every scenario, with addresses that exist only in the lab's namespace. */
final class Cast {
  static final String GATEWAY = "istio-ingressgateway-66c5b7d7f-9tq4s";
  static final String GATEWAY_ADDRESS = "10.0.2.10";
  static final String POD = "catalog-7c8d9f6b4-5lqzn";
  static final String POD_ADDRESS = "10.0.3.21";

  /** Where the pod ran before its node was replaced; nothing listens there. */
  static final String GONE_ADDRESS = "10.0.3.77";

  static final String CLIENT = "batch-6d9c7b5f4-x2kqp";
  static final String CLIENT_ADDRESS = "10.0.4.33";
  static final String HOST = "catalog.shop.svc.cluster.local";
  static final String PUBLIC_HOST = "shop.example.com";
  static final int PORT = 8080;

  private Cast() {}
}
