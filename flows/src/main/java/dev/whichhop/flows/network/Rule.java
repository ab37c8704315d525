package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Evidence;

/** A rule of a filter that traffic passes. */
public sealed interface Rule permits GroupRule, AclEntry {

  /** The rule in one line, in the words of the AWS CLI. */
  String words();

  /** Where it stands. */
  Evidence evidence();
}
