package dev.whichhop.redact.document;

import dev.whichhop.redact.find.Harmless;
import dev.whichhop.redact.find.SecretKind;
import dev.whichhop.redact.find.SensitiveKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says from the place of a value in a document whether it must go. */
final class Judge {
  /** Lists or mappings of environment variables: Kubernetes, charts, docker, kubectl describe. */
  private static final Set<String> ENVIRONMENT =
      Set.of(
          "env",
          "Env",
          "ENV",
          "envs",
          "envVars",
          "extraEnv",
          "extraEnvVars",
          "environment",
          "Environment",
          "environmentVariables");

  /** Fields of the mapping below the name of a secret that hold the secret itself. */
  private static final Set<String> HOLDERS =
      Set.of(
          "value",
          "Value",
          "inline_string",
          "inlineString",
          "inline_bytes",
          "inlineBytes",
          "exact",
          "exact_match",
          "exactMatch",
          "prefix",
          "prefix_match",
          "string_match",
          "data");

  /** Mappings whose every value is a secret, whatever its own name is. */
  private static final Set<String> COLLECTIONS =
      Set.of("secrets", "passwords", "tokens", "credentials", "cookies", "secret");

  /** Fields that name a secret, say where it is, or how to use it. */
  private static final Set<String> REFERENCES =
      Set.of(
          "name",
          "secretName",
          "namespace",
          "key",
          "path",
          "kind",
          "group",
          "apiVersion",
          "defaultMode",
          "mode",
          "optional",
          "type",
          "ttl",
          "filename",
          "domain",
          "httpOnly",
          "secure",
          "expires",
          "sameSite",
          "version",
          "last_updated",
          "uid",
          "audience");

  private static final Set<String> SECRET_FIELDS = Set.of("data", "stringData");

  /**
   * Variables that the injector and Knative write into the containers of the proxies and that say
   * how these are set up (istio {@code manifests/charts/istio-control/istio-discovery/files/
   * injection-template.yaml}; knative/serving {@code pkg/reconciler/revision/resources/queue.go}).
   */
  private static final Set<String> PROXY_VARIABLES =
      Set.of(
          "PROXY_CONFIG",
          "JWT_POLICY",
          "PILOT_CERT_PROVIDER",
          "CA_ADDR",
          "TRUST_DOMAIN",
          "SERVING_NAMESPACE",
          "SERVING_SERVICE",
          "SERVING_CONFIGURATION",
          "SERVING_REVISION",
          "SERVING_POD",
          "SERVING_READINESS_PROBE",
          "SERVING_LOGGING_CONFIG",
          "SERVING_LOGGING_LEVEL",
          "SERVING_REQUEST_LOG_TEMPLATE",
          "SERVING_REQUEST_METRICS_BACKEND",
          "SYSTEM_NAMESPACE",
          "METRICS_DOMAIN",
          "CONFIG_LOGGING_NAME",
          "CONFIG_OBSERVABILITY_NAME",
          "CONFIG_LEADERELECTION_NAME",
          "K_SERVICE",
          "K_CONFIGURATION",
          "K_REVISION");

  private Judge() {}

  /**
   * What the value of a key is.
   *
   * @param in the mapping or list that holds the value
   * @param key of the value; empty in a list
   * @param value without quotes
   * @return null when its place does not make it a secret
   */
  static @Nullable SecretKind of(Mapping in, String key, String value) {
    if (isSecretData(in) && !value.isEmpty()) {
      return SecretKind.SECRET_DATA;
    }
    if (isEnvironment(in, key)) {
      return stays(variable(in, key, value), text(key, value)) ? null : SecretKind.ENVIRONMENT;
    }
    SecretKind named = named(in, key);
    if (named == null) {
      return null;
    }
    boolean harmless =
        named == SecretKind.PASSWORD
            ? Harmless.isNothing(value)
            : Harmless.isQuantity(value) || Harmless.isFile(value);
    return harmless ? null : named;
  }

  /** True in the values of a Secret; false while that is not known. */
  static boolean isSecretData(Mapping in) {
    for (Mapping at = in; at.parent != null; at = at.parent) {
      if (at.key.equals("stringData")) {
        // Only Secrets have it, and a patch of one does not say that it is one.
        return true;
      }
      if (SECRET_FIELDS.contains(at.key)) {
        return at.parent.kind.equals("Secret") || isInSecretList(at.parent);
      }
    }
    return false;
  }

  private static boolean isInSecretList(Mapping object) {
    for (Mapping at = object.parent; at != null; at = at.parent) {
      if (at.kind.equals("SecretList")) {
        return true;
      }
    }
    return false;
  }

  /** True when the values below this key may be those of a Secret: its kind comes behind them. */
  static boolean mayBeSecretData(Mapping in, String key) {
    return SECRET_FIELDS.contains(key) && in.kind.isEmpty();
  }

  /** True in values that may be those of a Secret. */
  static boolean isInPossibleSecret(Mapping in) {
    for (Mapping at = in; at.parent != null; at = at.parent) {
      if (mayBeSecretData(at.parent, at.key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEnvironment(Mapping in, String key) {
    if (!ENVIRONMENT.contains(in.key) || key.equals("name") || key.equals("valueFrom")) {
      return false;
    }
    return key.isEmpty() || !in.list || key.equals("value");
  }

  /** The variable's name: beside the value, before {@code =}, or the key. */
  private static String variable(Mapping in, String key, String value) {
    if (key.equals("value")) {
      return in.name;
    }
    int equals = value.indexOf('=');
    return key.isEmpty() ? value.substring(0, Math.max(0, equals)) : key;
  }

  private static String text(String key, String value) {
    return key.isEmpty() ? value.substring(value.indexOf('=') + 1) : value;
  }

  /**
   * Whether the value of a variable may stay: what checks read, and what tells nothing. What stays
   * is looked through for secrets like any text.
   */
  static boolean stays(String variable, String value) {
    SecretKind named = SensitiveKey.of(variable);
    if (named != null) {
      return named != SecretKind.PASSWORD && Harmless.isQuantity(value);
    }
    return Harmless.isSetting(value)
        || PROXY_VARIABLES.contains(variable)
        || variable.startsWith("ISTIO_META_")
        // How Amazon's network plug-in translates and hands out addresses.
        || variable.startsWith("AWS_VPC_");
  }

  private static @Nullable SecretKind named(Mapping in, String key) {
    SecretKind own = key.isEmpty() ? SensitiveKey.of(in.key) : SensitiveKey.of(key);
    if (own != null) {
      return own;
    }
    if (key.isEmpty() && in.list) {
      return afterItem(in.name);
    }
    if (COLLECTIONS.contains(in.key) && !REFERENCES.contains(key)) {
      return in.key.equals("cookies") ? SecretKind.COOKIE : SecretKind.TOKEN;
    }
    if (!HOLDERS.contains(key)) {
      return null;
    }
    Mapping at = in;
    for (int up = 0; at != null && up < 3; up++) {
      SecretKind by =
          SensitiveKey.of(at.name) == null ? SensitiveKey.of(at.key) : SensitiveKey.of(at.name);
      if (by != null) {
        return by;
      }
      at = at.parent;
    }
    return null;
  }

  /** Behind an option in a list of arguments, or behind the name of a header in a pair. */
  static @Nullable SecretKind afterItem(String item) {
    SecretKind kind = SensitiveKey.of(item);
    boolean header = kind == SecretKind.COOKIE || kind == SecretKind.AUTHORIZATION;
    return header || (item.startsWith("-") && item.indexOf('=') < 0) ? kind : null;
  }

  /** What stands in place of a value. */
  static String replacement(SecretKind kind, String key, String value) {
    if (kind != SecretKind.ENVIRONMENT) {
      return Harmless.REDACTED;
    }
    int equals = key.isEmpty() ? value.indexOf('=') + 1 : 0;
    return value.substring(0, equals)
        + Harmless.REDACTED
        + Harmless.keepAlive(value.substring(equals));
  }
}
