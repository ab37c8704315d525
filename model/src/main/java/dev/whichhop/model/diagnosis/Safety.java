package dev.whichhop.model.diagnosis;

/**
 * What a remedy touches and what it takes: the order of trying is that of harmlessness.
 *
 * @param reversible putting the old value back restores the old state
 */
public record Safety(Radius radius, Restart restart, boolean reversible)
    implements Comparable<Safety> {

  /** What is affected, smallest first. */
  public enum Radius {
    /** Callers of one service. */
    SERVICE,
    /** The pods of one workload. */
    WORKLOAD,
    /** Everything that comes through the gateway. */
    GATEWAY,
    /** One node and what runs there. */
    NODE,
    /** The VPC: rules and routes that others share. */
    NETWORK,
    /** All proxies or all of Knative. */
    MESH
  }

  /** What has to be restarted, least first. */
  public enum Restart {
    NONE,
    PODS,
    GATEWAY,
    CONTROL_PLANE
  }

  /** Can be tried during the incident: nothing restarts, one service at most, and it goes back. */
  public boolean now() {
    return radius.compareTo(Radius.WORKLOAD) <= 0 && restart == Restart.NONE && reversible;
  }

  @Override
  public int compareTo(Safety other) {
    int back = Boolean.compare(other.reversible, reversible);
    int restarted = restart.compareTo(other.restart);
    return back != 0 ? back : restarted != 0 ? restarted : radius.compareTo(other.radius);
  }
}
