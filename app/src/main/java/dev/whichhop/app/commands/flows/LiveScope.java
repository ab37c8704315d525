package dev.whichhop.app.commands.flows;

/** How much {@code --live} asks EC2 for. */
enum LiveScope {
  FLOW_LOGS,
  /** And what tells to which VPC their subnets and interfaces belong. */
  FLOW_LOGS_OF_A_VPC,
  /**
   * All that is asked without naming a thing, so neither the routes of a Transit Gateway nor the
   * entries of a prefix list; what is denied is done without.
   */
  NETWORKS
}
