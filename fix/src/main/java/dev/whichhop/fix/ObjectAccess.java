package dev.whichhop.fix;

import dev.whichhop.live.ClusterOptions;
import dev.whichhop.live.FailureWords;
import dev.whichhop.live.Kubeconfig;
import dev.whichhop.live.NoCluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * The one way to change a cluster. Every write names its field manager, and every one that must not
 * overwrite a later change carries what it was decided on (resource version, uid).
 *
 * <p>Nothing is repeated by itself, not even on 429 or 5xx: whether a call without an answer was
 * carried out is found out by looking, not by sending it again.
 */
public final class ObjectAccess implements AutoCloseable {
  private final KubernetesClient client;
  private final HttpClient http;
  private final String server;
  private final Duration patience;
  private final Checkpoint checkpoint;

  private ObjectAccess(Config config, ClusterOptions options, Checkpoint checkpoint) {
    config.setRequestRetryBackoffLimit(0);
    config.setUserAgent("whichhop-fix");
    if (!options.as().isEmpty()) {
      config.setImpersonateUsername(options.as());
    }
    this.client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withHttpClientFactory(new JdkHttpClientFactory())
            .build();
    this.http = client.getHttpClient();
    String url = config.getMasterUrl();
    this.server = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.patience = options.patience();
    this.checkpoint = checkpoint;
  }

  /**
   * Opens the cluster; nothing is sent yet.
   *
   * @throws NoCluster when the kubeconfig is missing, broken or has no such context
   */
  public static ObjectAccess open(ClusterOptions options, Checkpoint checkpoint) throws NoCluster {
    return new ObjectAccess(Kubeconfig.load(options), options, checkpoint);
  }

  /** Address of the API server, without a slash at its end. */
  public String server() {
    return server;
  }

  ApiAnswer get(String path) throws IOException {
    return send(http.newHttpRequestBuilder().uri(server + path).build());
  }

  /** Server-side apply of fields of an object that exists, as {@code manager}. */
  ApiAnswer apply(ObjectAddress at, JsonNode fields, String manager, boolean force, boolean dryRun)
      throws IOException {
    String query = query(manager, dryRun) + (force ? "&force=true" : "");
    return write("PATCH", at.path() + query, "application/apply-patch+yaml", fields, dryRun);
  }

  /** Makes an object, and fails where there is one already. */
  ApiAnswer create(ObjectAddress at, JsonNode object, String manager, boolean dryRun)
      throws IOException {
    String path = at.collection() + query(manager, dryRun);
    return write("POST", path, "application/json", object, dryRun);
  }

  /** Single fields by JSON Patch (RFC 6902), as {@code manager}. */
  ApiAnswer patch(ObjectAddress at, JsonNode operations, String manager) throws IOException {
    String path = at.path() + query(manager, false);
    return write("PATCH", path, "application/json-patch+json", operations, false);
  }

  /**
   * @param options {@code DeleteOptions} with preconditions
   */
  ApiAnswer delete(ObjectAddress at, JsonNode options) throws IOException {
    return write("DELETE", at.path(), "application/json", options, false);
  }

  private static String query(String manager, boolean dryRun) {
    return "?fieldManager="
        + URLEncoder.encode(manager, StandardCharsets.UTF_8)
        + (dryRun ? "&dryRun=All" : "");
  }

  private ApiAnswer write(String method, String path, String type, JsonNode body, boolean dryRun)
      throws IOException {
    HttpRequest request =
        http.newHttpRequestBuilder()
            .uri(server + path)
            .method(method, type, body.toString())
            .build();
    if (dryRun) {
      return send(request);
    }
    checkpoint.reached("before " + method + " " + path);
    ApiAnswer answer = send(request);
    checkpoint.reached("after " + method + " " + path);
    return answer;
  }

  private ApiAnswer send(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<String>> asked = http.sendAsync(request, String.class);
    try {
      HttpResponse<String> answer = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      String body = answer.body();
      return ApiAnswer.of(answer.code(), body == null ? "" : body);
    } catch (TimeoutException hangs) {
      asked.cancel(true);
      throw new IOException("no answer within " + patience.toSeconds() + " s", hangs);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException failed) {
      throw new IOException(FailureWords.of(failed), failed);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
