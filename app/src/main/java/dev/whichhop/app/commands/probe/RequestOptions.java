package dev.whichhop.app.commands.probe;

import dev.whichhop.probe.http2.Http2Client;
import dev.whichhop.probe.wire.Connector;
import dev.whichhop.probe.wire.HttpRequest;
import dev.whichhop.probe.wire.Target;
import dev.whichhop.probe.wire.Timeouts;
import dev.whichhop.probe.wire.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to send and how to connect; the names are curl's where it has them. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class RequestOptions {
  @Option(
      names = {"-X", "--request"},
      paramLabel = "METHOD",
      description = "GET unless told otherwise, POST with --data.")
  private @Nullable String method;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "HEADER",
      description = "A further header, 'Name: value'; may be given several times.")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = {"-d", "--data"},
      paramLabel = "DATA",
      description = "The body, or @FILE with it.")
  private @Nullable String data;

  @Option(
      names = "--connect-to",
      paramLabel = "HOST:PORT",
      description = "Connects there; the URL's name stays in Host and in TLS.")
  private @Nullable String connectTo;

  @Option(
      names = "--cacert",
      paramLabel = "FILE",
      description = "Trusts the authorities of this PEM file alone.")
  private @Nullable Path authorities;

  @Option(
      names = {"-k", "--insecure"},
      description = "Accepts every certificate.")
  private boolean insecure;

  @Option(
      names = "--no-keep-alive",
      description = "A connection for each request ('Connection: close').")
  private boolean connectionEach;

  @Option(
      names = "--connect-timeout",
      defaultValue = "5s",
      paramLabel = "TIME",
      description = "Patience for an address to answer (default: 5s).")
  private String connectTimeout;

  @Option(
      names = {"-m", "--timeout"},
      defaultValue = "30s",
      paramLabel = "TIME",
      description = "Patience for a whole request (default: 30s).")
  private String timeout;

  static Target target(String url) throws WrongOptions {
    try {
      return Target.parse(url);
    } catch (IllegalArgumentException e) {
      throw new WrongOptions(String.valueOf(e.getMessage()));
    }
  }

  HttpRequest request(Target target) throws WrongOptions {
    List<HttpRequest.Header> all = new ArrayList<>();
    for (String header : headers) {
      try {
        all.add(HttpRequest.Header.parse(header));
      } catch (IllegalArgumentException e) {
        throw new WrongOptions(String.valueOf(e.getMessage()));
      }
    }
    String verb = method == null ? data == null ? "GET" : "POST" : method;
    if (!verb.matches("[A-Za-z]{1,20}")) {
      throw new WrongOptions("--request: expected a method as GET or POST, found " + verb);
    }
    return new HttpRequest(verb, target, all, body(), !connectionEach);
  }

  private byte[] body() throws WrongOptions {
    if (data == null) {
      return new byte[0];
    }
    if (!data.startsWith("@")) {
      return data.getBytes(StandardCharsets.UTF_8);
    }
    Path file = Path.of(data.substring(1));
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new WrongOptions("--data: " + file + " cannot be read");
    }
  }

  Timeouts timeouts() throws WrongOptions {
    return new Timeouts(
        Patience.parse("--connect-timeout", connectTimeout), Patience.parse("--timeout", timeout));
  }

  Connector connector(Target target) throws WrongOptions {
    try {
      Target where = connectTo == null ? target : target("http://" + connectTo);
      return new Connector(
          target, where.host(), where.port(), trust(), timeouts(), System::nanoTime);
    } catch (GeneralSecurityException e) {
      throw new WrongOptions("TLS of this Java runtime cannot be used: " + e.getMessage());
    }
  }

  Http2Client http2(Target target) throws WrongOptions {
    try {
      Target where = connectTo == null ? target : target("http://" + connectTo);
      return new Http2Client(
          target, where.host(), where.port(), trust(), timeouts(), System::nanoTime);
    } catch (GeneralSecurityException e) {
      throw new WrongOptions("TLS of this Java runtime cannot be used: " + e.getMessage());
    }
  }

  private Trust trust() throws GeneralSecurityException, WrongOptions {
    if (insecure) {
      return Trust.everybody();
    }
    if (authorities == null) {
      return Trust.ofRuntime();
    }
    try {
      return Trust.ofFile(authorities);
    } catch (IOException e) {
      throw new WrongOptions("--cacert: " + authorities + " cannot be read");
    } catch (GeneralSecurityException e) {
      throw new WrongOptions(
          "--cacert: expected certificates in PEM in " + authorities + ": " + e.getMessage());
    }
  }
}
