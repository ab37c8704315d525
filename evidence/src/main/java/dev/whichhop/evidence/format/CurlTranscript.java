package dev.whichhop.evidence.format;

import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.records.log.Durations;
import dev.whichhop.records.log.LeadingTime;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The state between the lines of one transcript. */
final class CurlTranscript {
  private static final String[] ERRORS = {
    "Empty reply from server",
    "Recv failure",
    "Send failure",
    "Connection timed out",
    "Connection timeout",
    "Operation timed out",
    "Failed to connect",
    "connect to ",
    "Could not resolve host",
    "Resolving timed out",
    "OpenSSL SSL_",
    "LibreSSL SSL_",
    "SSL_ERROR_",
    "TLS connect error",
    "SSL certificate problem",
    "HTTP/2 stream ",
    "transfer closed",
    "Connection refused",
    "gnutls_handshake"
  };

  private static final String[] AFTER_BODY = {
    "* Connection #", "*   Trying ", "* Re-using existing ", "* Host ", "* Closing connection"
  };

  private final TextFile file;
  private final BundleBuilder into;
  private final CurlCommand command;
  private final CurlResults results;
  private final String instance;
  private @Nullable Instant lastDate;
  private CurlExchange exchange;
  private boolean inHeaders;
  private boolean transcribed;

  CurlTranscript(TextFile file, BundleBuilder into) {
    this.file = file;
    this.into = into;
    this.command = CurlCommand.of(file.command().isEmpty() ? comment(file) : file.command());
    this.instance = CallerName.of(file, command);
    this.results = new CurlResults(file, command, instance, into);
    this.exchange = new CurlExchange(command, null);
  }

  /** The command that a comment above the results names. */
  private static String comment(TextFile file) {
    return file.head().stream()
        .filter(line -> line.startsWith("# ") && line.contains("curl "))
        .findFirst()
        .orElse("");
  }

  boolean dateUnknown() {
    return results.dateUnknown();
  }

  void line(String text, int number) {
    Place at = file.at(number);
    String line = text.startsWith("*") ? text : splitTail(text, at);
    if (line.startsWith("> ") || line.equals(">")) {
      sent(line);
    } else if (line.startsWith("< ") || line.equals("<")) {
      received(line, at);
    } else if (line.startsWith("* ")) {
      note(line.substring(2).strip(), line, at);
    } else if (line.startsWith("curl: (") && exchange.started()) {
      exit(line, at);
    } else if (line.startsWith("real\t") || line.startsWith("real ")) {
      exchange.took(Durations.parse(line.substring(5).strip(), 0));
    } else if (line.startsWith("user\t") || line.startsWith("sys\t")) {
      return;
    } else if (exchange.answered() && !inHeaders && !line.startsWith("command terminated")) {
      body(line, at);
    } else if (!exchange.started() && !(transcribed && line.startsWith("command terminated"))) {
      other(line, at);
    }
  }

  /** A body without a line break at its end has curl's next message right behind it. */
  private String splitTail(String line, Place at) {
    if (!exchange.answered()) {
      return line;
    }
    for (String mark : AFTER_BODY) {
      int tail = line.indexOf(mark);
      if (tail > 0) {
        body(line.substring(0, tail), at);
        return line.substring(tail);
      }
    }
    return line;
  }

  private void sent(String line) {
    if (line.length() < 2) {
      return;
    }
    String content = line.substring(2);
    if (content.contains(" HTTP/") && content.indexOf(' ') > 0 && content.indexOf(": ") < 0) {
      if (exchange.answered()) {
        next();
      }
      exchange.request(content);
      return;
    }
    int colon = content.indexOf(": ");
    if (colon > 0) {
      exchange.requestHeader(
          content.substring(0, colon).toLowerCase(Locale.ROOT),
          content.substring(colon + 2).strip());
    }
  }

  private void received(String line, Place at) {
    String content = line.length() < 2 ? "" : line.substring(2).strip();
    if (content.startsWith("HTTP/")) {
      int space = content.indexOf(' ');
      inHeaders = true;
      exchange.status(statusOf(content, space + 1), line, at);
      return;
    }
    int colon = content.indexOf(": ");
    if (colon > 0) {
      exchange.responseHeader(
          content.substring(0, colon).toLowerCase(Locale.ROOT),
          content.substring(colon + 2).strip());
    } else if (content.isEmpty()) {
      inHeaders = false;
    }
  }

  private static int statusOf(String text, int at) {
    try {
      return at > 0 && at + 3 <= text.length() ? Integer.parseInt(text, at, at + 3, 10) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void note(String text, String line, Place at) {
    inHeaders = false;
    if (text.startsWith("Trying ")) {
      beginAgain();
      exchange.trying(address(text.substring(7)), at);
    } else if (text.startsWith("About to connect() to ")
        || text.startsWith("Rebuilt URL")
        || text.endsWith("was resolved.")) {
      beginAgain();
    } else if (text.startsWith("Connected to ")) {
      beginAgain();
      exchange.connected(connectedTo(text));
    } else if (text.startsWith("Re-using existing") || text.startsWith("Reusing existing")) {
      beginAgain();
      exchange.reusing();
    } else if (text.startsWith("Connection #")
        || text.toLowerCase(Locale.ROOT).startsWith("closing")) {
      exchange.finish();
    } else {
      for (String error : ERRORS) {
        if (text.startsWith(error)) {
          exchange.error(text, line, at);
          return;
        }
      }
    }
  }

  /** {@code Connected to host (10.0.0.1) port 443 (#0)} as {@code 10.0.0.1:443}. */
  private static String connectedTo(String text) {
    int open = text.indexOf('(');
    int close = text.indexOf(')', open + 1);
    int port = text.indexOf(" port ");
    if (open < 0 || close < 0 || port < 0) {
      return "";
    }
    int end = text.indexOf(' ', port + 6);
    String number = end < 0 ? text.substring(port + 6) : text.substring(port + 6, end);
    String address = text.substring(open + 1, close);
    return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + number;
  }

  private static String address(String text) {
    int end = text.endsWith("...") ? text.length() - 3 : text.length();
    return text.substring(0, end);
  }

  private void beginAgain() {
    if (exchange.finished() || exchange.answered() || exchange.failed() && exchange.sent()) {
      next();
    }
  }

  private void exit(String line, Place at) {
    int close = line.indexOf(')');
    int code = 0;
    try {
      code = close < 0 ? 0 : Integer.parseInt(line, 7, close, 10);
    } catch (NumberFormatException e) {
      code = 0;
    }
    exchange.exit(code, close < 0 ? line : line.substring(close + 1).strip(), line, at);
    next();
  }

  private void body(String line, Place at) {
    if (exchange.finished() && CurlResultLine.of(line) != null) {
      next();
      other(line, at);
    } else if (!line.startsWith("{ [") && !line.startsWith("} [")) {
      exchange.body(line);
    }
  }

  private void other(String line, Place at) {
    LeadingTime date = LeadingTime.of(line, 0, 1970);
    if (date != null && date.end() == line.length() && date.known() == LeadingTime.Known.FULL) {
      lastDate = date.time();
      results.date(date.time());
      exchange = new CurlExchange(command, lastDate);
      return;
    }
    results.line(line, at);
  }

  private void next() {
    if (exchange.started()) {
      transcribed = true;
      into.add(exchange.observation(instance, file.at(file.firstLine())));
    }
    exchange = new CurlExchange(command, lastDate);
    inHeaders = false;
  }

  void end() {
    next();
    results.end();
  }
}
