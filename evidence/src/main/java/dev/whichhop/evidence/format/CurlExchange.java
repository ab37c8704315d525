package dev.whichhop.evidence.format;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import dev.whichhop.records.log.Durations;
import dev.whichhop.records.log.LeadingTime;
import dev.whichhop.records.log.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One request of a {@code curl -v} transcript, filled line by line. */
final class CurlExchange {
  private static final int LONGEST_BODY = 400;

  private final CurlCommand command;
  private final StringBuilder details = new StringBuilder();
  private final StringBuilder body = new StringBuilder();
  private String method = "";
  private String target = "";
  private String protocol = "";
  private String host = "";
  private String userAgent = "";
  private String requestId = "";
  private String peer = "";
  private String message = "";
  private @Nullable Instant time;
  private @Nullable Duration duration;
  private boolean connected;
  private boolean reused;
  private boolean finished;
  private boolean empty;
  private int code;
  private int status;
  private @Nullable Place place;
  private String raw = "";

  CurlExchange(CurlCommand command, @Nullable Instant time) {
    this.command = command;
    this.time = time;
  }

  /** A request line was sent, an answer or an error came. */
  boolean started() {
    return !method.isEmpty() || status > 0 || failed() || !peer.isEmpty();
  }

  boolean answered() {
    return status > 0;
  }

  boolean sent() {
    return !method.isEmpty();
  }

  boolean failed() {
    return code > 0 || !message.isEmpty();
  }

  /** curl said that it is done with the connection. */
  boolean finished() {
    return finished;
  }

  void trying(String address, Place at) {
    if (peer.isEmpty()) {
      peer = address;
    }
    locate(at, "* Trying " + address);
  }

  void connected(String address) {
    connected = true;
    peer = address;
  }

  void reusing() {
    connected = true;
    reused = true;
  }

  void finish() {
    finished = true;
  }

  void request(String line) {
    String[] words = line.split(" ", 4);
    method = words[0];
    target = words.length > 1 ? words[1] : "";
    protocol = words.length > 2 ? words[2].strip() : "";
    connected = true;
  }

  void requestHeader(String name, String value) {
    switch (name) {
      case "host" -> host = value;
      case "user-agent" -> userAgent = value;
      case "x-request-id" -> requestId = value;
      default -> {}
    }
  }

  /** A status line; the interim ones (100 Continue) are passed over. */
  void status(int value, String line, Place at) {
    if (value >= 200) {
      status = value;
      place = at;
      raw = line;
    }
  }

  void responseHeader(String name, String value) {
    switch (name) {
      case "server", "via", "location", "retry-after", "x-kong-response-latency" ->
          tell(name, value);
      case "date" -> {
        Instant sent = LeadingTime.parse(value);
        time = sent == null ? time : sent;
      }
      case "x-request-id" -> requestId = requestId.isEmpty() ? value : requestId;
      case "content-length" -> empty = value.equals("0");
      default -> {
        if (name.startsWith("x-envoy-")) {
          tell(name, value);
        }
      }
    }
  }

  private void tell(String name, String value) {
    details.append(details.isEmpty() ? "" : "; ").append(name).append('=').append(value);
  }

  void body(String line) {
    if (status > 0 && !empty && body.length() < LONGEST_BODY && !line.isBlank()) {
      body.append(body.isEmpty() ? "" : "\n").append(line.strip());
    }
  }

  /** {@code * Recv failure: …} and its like: what went wrong, before the exit code says it. */
  void error(String text, String line, Place at) {
    if (message.isEmpty()) {
      message = text;
      place = at;
      raw = line;
      int after = text.indexOf(" after ");
      Duration told = after < 0 ? null : Durations.parse(text, after + 7);
      duration = told == null ? duration : told;
    }
  }

  void exit(int exitCode, String text, String line, Place at) {
    error(text, line, at);
    code = exitCode;
    raw = line;
    place = at;
  }

  void took(@Nullable Duration value) {
    duration = value == null ? duration : value;
  }

  private void locate(Place at, String line) {
    if (place == null) {
      place = at;
      raw = line;
    }
  }

  Observation observation(String instance, Place otherwise) {
    Target url = Target.of(command.url());
    String authority = host.isEmpty() ? command.host() : host;
    ClientFailure failure = ClientFailure.NONE;
    if (failed() && (status == 0 || code == 18 || code == 16 || code == 92 || code == 56)) {
      failure = CurlFailure.of(code, message, connected);
    }
    if (!message.isEmpty()) {
      details.insert(0, message + (details.isEmpty() ? "" : "; "));
    }
    Observation.Builder observation =
        Observation.builder(
                new Vantage(Hop.CLIENT, Side.CALLER, instance), place == null ? otherwise : place)
            .time(time)
            .duration(duration)
            .method((method.isEmpty() ? command.method() : method).toUpperCase(Locale.ROOT))
            .path(target.isEmpty() ? url.path() : Target.of(target).path())
            .authority(authority.isEmpty() ? url.authority() : authority)
            .protocol(protocol)
            .status(status == 0 && failure == ClientFailure.NONE ? -1 : status)
            .details(details.toString())
            .requestId(requestId)
            .userAgent(userAgent)
            .upstreamHost(peer)
            .clientFailure(failure)
            .body(body.toString())
            .raw(raw);
    if (reused || sent()) {
      observation.reusedConnection(reused);
    }
    return observation.build();
  }
}
