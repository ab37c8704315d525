package dev.whichhop.redact.find;

import java.util.Locale;

/** What was taken out, as the report names it. */
public enum SecretKind {
  /** A value below {@code data} or {@code stringData} of a Kubernetes Secret. */
  SECRET_DATA,
  PRIVATE_KEY,
  PASSWORD,
  /** Bearer tokens, JSON Web Tokens, API keys, session ids, signatures. */
  TOKEN,
  AWS_KEY,
  AUTHORIZATION,
  COOKIE,
  /** A value of an environment variable that no check reads. */
  ENVIRONMENT,
  /** A run of text without any separator that is too long to be looked into. */
  UNREADABLE;

  /** The word in reports and in the manifest. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
