package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Node;

/**
 * {@code redaction.json}, what {@code whichhop redact} notes about a bundle: known, so that it is
 * not called unread, and no evidence of anything.
 */
public final class RedactionShape implements DocumentShape {

  @Override
  public String format() {
    return "whichhop-redaction";
  }

  @Override
  public boolean recognises(Node root) {
    return root.get("apiVersion").textOrEmpty().startsWith("whichhop.dev/")
        && root.get("kind").textOrEmpty().equals("Redaction");
  }

  @Override
  public void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    // Nothing in it tells of a request.
  }
}
