package dev.whichhop.live;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

/** What went wrong on the way to a server, in words: many exceptions of the JDK have none. */
public final class FailureWords {
  private FailureWords() {}

  /** The innermost message that says something, for the outer ones only say that it failed. */
  public static String of(Throwable failure) {
    String last = failure.getClass().getSimpleName();
    for (Throwable one = failure; one != null; one = one.getCause()) {
      switch (one) {
        case UnresolvedAddressException _, UnknownHostException _ -> {
          return "the server's name cannot be resolved";
        }
        case CertificateExpiredException _ -> {
          return "a certificate has expired (" + one.getMessage() + ")";
        }
        case CertificateNotYetValidException _ -> {
          return "a certificate is not valid yet (" + one.getMessage() + ")";
        }
        case ConnectException _ -> last = "connection refused, or nothing answers there";
        default -> {
          String message = one.getMessage();
          if (message != null && !message.isBlank()) {
            last = message;
          }
        }
      }
    }
    return last;
  }
}
