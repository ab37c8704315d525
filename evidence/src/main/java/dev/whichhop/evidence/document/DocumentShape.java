package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Node;

/** One shape that a YAML or JSON document may have: a Kubernetes object, an AWS answer, … */
public interface DocumentShape {

  /** Word of the format, shown in the list of inputs and listed in SOURCES. */
  String format();

  /** True when the document is of this shape, judged by its keys. */
  boolean recognises(Node root);

  /** Takes the document into the bundle. */
  void read(Node root, TextFile file, BundleBuilder into, Problems problems);
}
