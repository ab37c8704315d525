package dev.whichhop.live;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds out which cluster is meant; the client library would fall back to a guess in silence. */
public final class Kubeconfig {
  private static final String NOTHING =
      "no cluster to ask: there is no kubeconfig (looked at KUBECONFIG and ~/.kube/config) and this"
          + " is no pod; give --kubeconfig FILE";

  private Kubeconfig() {}

  /**
   * Credentials and address of the cluster that is meant; nothing is sent.
   *
   * @throws NoCluster when the kubeconfig is missing, broken or has no such context
   */
  public static Config load(ClusterOptions options) throws NoCluster {
    Path file = options.kubeconfig();
    if (file != null && !Files.isReadable(file)) {
      throw new NoCluster("the kubeconfig " + file + " does not exist or cannot be read");
    }
    Config config = config(options);
    List<String> contexts =
        config.getContexts() == null
            ? List.of()
            : config.getContexts().stream().map(one -> one.getName()).sorted().toList();
    if (!options.context().isEmpty() && !contexts.contains(options.context())) {
      throw new NoCluster(
          "the kubeconfig has no context "
              + options.context()
              + (contexts.isEmpty() ? "" : "; it has " + String.join(", ", contexts)));
    }
    boolean inPod = config.getOauthTokenProvider() != null || config.getAutoOAuthToken() != null;
    if (config.getCurrentContext() == null && !inPod) {
      throw new NoCluster(
          contexts.isEmpty()
              ? file == null ? NOTHING : "the kubeconfig " + file + " has no context"
              : "the kubeconfig has no current context; give --context, one of "
                  + String.join(", ", contexts));
    }
    return config;
  }

  private static Config config(ClusterOptions options) throws NoCluster {
    String context = options.context().isEmpty() ? null : options.context();
    Path file = options.kubeconfig();
    try {
      return file == null
          ? Config.autoConfigure(context)
          : Config.fromKubeconfig(context, file.toFile());
    } catch (KubernetesClientException | IllegalArgumentException broken) {
      throw new NoCluster("the kubeconfig cannot be used: " + FailureWords.of(broken));
    }
  }
}
