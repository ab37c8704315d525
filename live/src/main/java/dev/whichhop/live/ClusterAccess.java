package dev.whichhop.live;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one way to a cluster, and it can only GET: every request to the API server goes through
 * {@link #get}, and every one to a pod, where the user has allowed port-forwards, through {@link
 * #page}. A test holds that no other class knows the client, and that this one calls nothing of it
 * that could change an object.
 *
 * <p>Credentials, certificates, exec plugins and impersonation are the client library's. So is the
 * back-off: answers 429 and 5xx are asked again, with the server's {@code Retry-After} (fabric8,
 * {@code StandardHttpClient}).
 */
public final class ClusterAccess implements AutoCloseable {
  private static final int RETRIES = 3;
  private static final int FIRST_PAUSE_MILLIS = 500;

  private final KubernetesClient client;
  private final HttpClient http;
  private final String server;
  private final String namespace;
  private final ClusterOptions options;
  private final Budget budget;

  private ClusterAccess(Config config, ClusterOptions options, Budget budget) {
    config.setRequestRetryBackoffLimit(RETRIES);
    config.setRequestRetryBackoffInterval(FIRST_PAUSE_MILLIS);
    // The library's own limit is on the whole answer; ours is on silence, see Download.
    config.setRequestTimeout(0);
    config.setUserAgent("whichhop");
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
    String inContext = config.getNamespace();
    this.namespace = inContext == null || inContext.isEmpty() ? "default" : inContext;
    this.options = options;
    this.budget = budget;
  }

  /**
   * Opens the cluster; nothing is sent yet.
   *
   * @throws NoCluster when the kubeconfig is missing, broken or has no such context
   */
  public static ClusterAccess open(ClusterOptions options, Budget budget) throws NoCluster {
    return new ClusterAccess(Kubeconfig.load(options), options, budget);
  }

  /** Address of the API server, without a slash at its end. */
  public String server() {
    return server;
  }

  /** Namespace of the context, {@code default} where it names none. */
  public String namespace() {
    return namespace;
  }

  Budget budget() {
    return budget;
  }

  /**
   * Asks, and writes the body of a good answer as it comes.
   *
   * @param path path and query, from the root of the server, beginning with a slash
   * @param into gets the body where the status is good
   * @param most bytes of the body; what comes after is not read
   * @throws IOException when there is no whole answer: no connection, no trust, the server falls
   *     silent, or the budget is spent
   */
  Answer get(String path, OutputStream into, long most) throws IOException {
    budget.enter();
    try {
      HttpRequest request = http.newHttpRequestBuilder().uri(server + path).build();
      Download download = new Download(into, most, budget);
      HttpResponse<AsyncBody> response = patiently(http.consumeBytes(request, download::take));
      download.begin(response.code(), response.body());
      while (!download.ended(options.patience())) {
        budget.checkTime();
      }
      return download.answer();
    } catch (Budget.Spent spent) {
      throw spent;
    } catch (IOException failed) {
      throw new IOException(FailureWords.of(failed), failed);
    } finally {
      budget.leave();
    }
  }

  /**
   * GETs a page of a program in a pod that listens on the pod's loopback, through a port-forward.
   * It ends with the call. Why a tunnel broke, the client library does not tell; see {@link
   * PodPages} for what is asked before.
   *
   * @param port of the pod
   * @param path path and query, beginning with a slash
   * @throws IOException when there is no whole answer, or the budget is spent
   */
  Answer page(String namespace, String pod, int port, String path, OutputStream into, long most)
      throws IOException {
    budget.enter();
    try (LocalPortForward forward =
        client.pods().inNamespace(namespace).withName(pod).portForward(port)) {
      return LocalPage.get(forward.getLocalPort(), path, into, most, options.patience(), budget);
    } finally {
      budget.leave();
    }
  }

  private <T> T patiently(CompletableFuture<T> asked) throws IOException {
    try {
      return asked.get(options.patience().toMillis() * (RETRIES + 1), TimeUnit.MILLISECONDS);
    } catch (TimeoutException hangs) {
      asked.cancel(true);
      throw new IOException(
          "no answer within " + options.patience().toSeconds() * (RETRIES + 1) + " s", hangs);
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
