package dev.whichhop.model.evidence;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes Event from {@code kubectl get events} or from an Event object.
 *
 * @param type {@code Normal} or {@code Warning}
 * @param objectKind lower case, as kubectl prints it: {@code pod}, {@code deployment}
 * @param time last occurrence where the evidence has an instant
 * @param age time since the last occurrence where only LAST SEEN is known
 * @param count occurrences; 1 when the evidence does not say
 */
public record KubernetesEvent(
    String namespace,
    String type,
    String reason,
    String objectKind,
    String objectName,
    String message,
    @Nullable Instant time,
    @Nullable Duration age,
    int count,
    Evidence evidence) {}
