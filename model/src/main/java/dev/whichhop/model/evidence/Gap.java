package dev.whichhop.model.evidence;

import java.util.List;

/**
 * Something that was to be collected and is not in the bundle. Whoever would have found it there is
 * blind, and this says why.
 *
 * @param what a kind of object ({@code pods}), {@code log of pod/container}, a page of a proxy
 * @param where namespace; empty where it is no matter of one
 * @param why in the words of the server or of the collector; untrusted
 * @param rule the missing rule of a role, one line of YAML; empty unless it was denied
 * @param artefacts words of the artefact catalogue that it leaves without answer
 * @param place where the collector noted it
 */
public record Gap(
    String what,
    String where,
    State state,
    String why,
    String rule,
    List<String> artefacts,
    Place place) {

  /** Why it is not there. */
  public enum State {
    /** The role of the collector does not allow it. */
    DENIED,
    /** It was asked for, and there was no whole answer. */
    FAILED,
    /** The beginning is there. */
    CUT,
    /** Not asked for: the budget was spent, or it is one of too many. */
    LEFT_OUT
  }

  public Gap {
    artefacts = List.copyOf(artefacts);
  }
}
