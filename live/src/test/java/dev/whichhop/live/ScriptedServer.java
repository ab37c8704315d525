package dev.whichhop.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An API server with pods alone, for faults that the real one cannot be made to have. */
final class ScriptedServer implements AutoCloseable {
  /** Answers the list of pods. */
  interface Pods {
    void answer(HttpExchange exchange, String query) throws IOException;
  }

  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  ScriptedServer(Pods pods) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          String path = exchange.getRequestURI().getPath();
          switch (path) {
            case "/version" -> json(exchange, 200, "{\"gitVersion\": \"v1.34.4\"}");
            case "/apis" -> json(exchange, 200, "{\"groups\": []}");
            case "/api/v1" ->
                json(
                    exchange,
                    200,
                    "{\"resources\": [{\"name\": \"pods\", \"kind\": \"Pod\", \"namespaced\": true,"
                        + " \"verbs\": [\"list\"]}]}");
            case "/api/v1/namespaces/shop/pods" -> {
              String query = exchange.getRequestURI().getQuery();
              pods.answer(exchange, query == null ? "" : query);
            }
            case "/api/v1/namespaces/istio-system/pods" -> json(exchange, 200, page("", ""));
            default -> pods.answer(exchange, path);
          }
          exchange.close();
        });
    server.start();
  }

  static void json(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** A page of a pod list with one pod, or none. */
  static String page(String pod, String next) {
    String item =
        pod.isEmpty()
            ? ""
            : "{\"metadata\": {\"name\": \"%s\", \"namespace\": \"shop\"},\"spec\":"
                + " {\"containers\": [{\"name\": \"app\"}]}, \"status\": {\"phase\":"
                + " \"Running\"}}";
    return "{\"kind\": \"PodList\", \"metadata\": {\"continue\": \"%s\"}, \"items\": [%s]}"
        .formatted(next, item.formatted(pod));
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  Path kubeconfig(Path folder) throws IOException {
    return kubeconfig(folder, "http://127.0.0.1:" + server.getAddress().getPort());
  }

  static Path kubeconfig(Path folder, String address) throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "%s"}}]
        users: [{name: u, user: {token: t}}]
        contexts: [{name: c, context: {cluster: c, user: u, namespace: shop}}]
        current-context: c
        """
            .formatted(address));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
