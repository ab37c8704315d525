package dev.whichhop.app.commands.live;

import dev.whichhop.live.ClusterOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which cluster is meant; their names are kubectl's. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields before the command runs.
public final class ClusterChoice {
  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Instead of KUBECONFIG and ~/.kube/config.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      defaultValue = "",
      paramLabel = "NAME",
      description = "A context of the kubeconfig (default: the current one).")
  private String context;

  @Option(
      names = "--as",
      defaultValue = "",
      paramLabel = "USER",
      description = "Asks as this user, if you may impersonate.")
  private String as;

  @Option(
      names = "--request-timeout",
      defaultValue = "20s",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description = {
        "How long the server may be silent within an answer; four times as long until one begins,",
        "for it is asked again where it says that it has too much to do (default: 20s)."
      })
  private Duration patience;

  /** The cluster that these options mean. */
  public ClusterOptions options() {
    return new ClusterOptions(kubeconfig, context, as, patience);
  }
}
