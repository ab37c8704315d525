package dev.whichhop.diagnosis.compare;

import dev.whichhop.model.evidence.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is not the same on both sides.
 *
 * @param subject object, workload, proxy or timer
 * @param what field path or key in it; empty when the subject says it all
 * @param left value on the left; empty when it is not there
 * @param right value on the right; empty when it is not there
 * @param leftAt where it stands; null when it is not there
 * @param rightAt where it stands; null when it is not there
 */
public record Difference(
    Kind kind,
    String subject,
    String what,
    String left,
    String right,
    @Nullable Evidence leftAt,
    @Nullable Evidence rightAt) {

  /** What sort of thing differs, in the order in which it is worth looking at. */
  public enum Kind {
    /** Images and digests: another program runs. */
    IMAGE,
    /** Readiness, restarts, how containers ended. */
    STATE,
    /** Requests and limits. */
    RESOURCES,
    /** Time-outs, probes, grace and keep-alive. */
    TIMER,
    /** Routing, traffic and security policies of the mesh. */
    POLICY,
    /** Annotations, which switch proxies and controllers. */
    ANNOTATION,
    /** Environment, arguments and ConfigMaps of the application. */
    ENVIRONMENT,
    /** What a proxy really has. */
    PROXY,
    /** Attributes of load balancers and target groups. */
    BALANCER,
    /** Settings of the kernel and other system pages. */
    SYSTEM,
    /** Everything else in the specification of an object. */
    SPECIFICATION,
    /** Labels. */
    LABEL,
    /** Objects that only one side has. */
    PRESENCE,
    /** Nodes. */
    PLACEMENT
  }
}
