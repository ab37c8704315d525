package dev.whichhop.live;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster is asked, and as whom.
 *
 * @param kubeconfig file; null for what {@code KUBECONFIG}, the home folder or the pod that this
 *     runs in has
 * @param context name of a context in it; empty for the current one
 * @param as user to impersonate; empty for none
 * @param patience how long the server may be silent while an answer is awaited
 */
public record ClusterOptions(
    @Nullable Path kubeconfig, String context, String as, Duration patience) {}
