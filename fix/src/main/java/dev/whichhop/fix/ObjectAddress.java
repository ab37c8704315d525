package dev.whichhop.fix;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where an object is on the server.
 *
 * @param version of its group, such as {@code v1}
 */
public record ObjectAddress(ChangeableKind kind, String version, String namespace, String name) {
  /** DNS-1123 subdomain, k8s.io/apimachinery/pkg/util/validation. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  /** apimachinery, pkg/version: v1, v1beta1, v1alpha3. */
  private static final Pattern VERSION = Pattern.compile("v[0-9]{1,3}((alpha|beta)[0-9]{1,3})?");

  public ObjectAddress {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(version);
    if (!isName(namespace) || !isName(name)) {
      throw new IllegalArgumentException("no name of an object: " + namespace + "/" + name);
    }
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException("no version of a group: " + version);
    }
  }

  /** Names come from evidence: what is no name must not become another path of the API. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  public String apiVersion() {
    return kind.group().isEmpty() ? version : kind.group() + "/" + version;
  }

  /** Path of the objects of this kind in the namespace. */
  String collection() {
    return (kind.group().isEmpty() ? "/api/" : "/apis/")
        + apiVersion()
        + "/namespaces/"
        + namespace
        + "/"
        + kind.plural();
  }

  String path() {
    return collection() + "/" + name;
  }

  ObjectAddress named(String other) {
    return new ObjectAddress(kind, version, namespace, other);
  }

  /** {@code DestinationRule shop/catalog}. */
  @Override
  public String toString() {
    return kind.kind() + " " + namespace + "/" + name;
  }
}
