package dev.whichhop.records.log;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the request that a line of an application or a client tells of, and who speaks: the caller
 * or the server that answered. Where the line does not settle that, there is no observation, only
 * the log record: a failure booked on the wrong side is worse than one that is missing.
 */
final class RequestReader {
  private static final String[] CALLER_WORDS = {
    "client", "fetch", "call", "probe", "push", "poll", "upstream", "outgoing", "outbound",
    "request to", "axios", "okhttp", "feign", "resttemplate", "urllib3", "httpx", "aiohttp", "curl",
    "retry", "attempt", "proxying", "webhook"
  };
  private static final String[] SERVER_WORDS = {
    "access",
    "handler",
    "server",
    "serving",
    "incoming",
    "inbound",
    "served",
    "request completed",
    "request starting",
    "request finished",
    "handled",
    "werkzeug",
    "uvicorn",
    "gunicorn",
    "controller",
    "dispatcher"
  };
  private static final String[] CALLER_PHRASES = {
    "unexpected status",
    "eceived 4",
    "eceived 5",
    "eturned status",
    "esponded with",
    "connection to ",
    "connect to ",
    "connecting to ",
    "connection to server at ",
    "ailed to connect",
    "an't connect",
    "annot connect",
    "ould not connect",
    "nable to connect",
    "nable to access",
    "ailed to open TCP connection",
    "request failed with status code"
  };

  private RequestReader() {}

  /** The observation that the record tells of; null when there is none or its side is unclear. */
  static @Nullable Observation read(LogRecord record, String instance) {
    // CoreDNS tells of its own questions to the resolver behind it, of nobody's request.
    if (record.message().startsWith("plugin/errors: ")) {
      return null;
    }
    if (record.component() != Component.APPLICATION && record.component() != Component.CLIENT) {
      return null;
    }
    if (GrpcCall.isOne(record)) {
      return GrpcCall.read(record, instance);
    }
    String text = record.message();
    Map<String, String> fields = record.fields();
    String error = RequestKeys.first(fields, RequestKeys.ERROR);
    RequestWords words = RequestWords.of(text);
    if (words == null && !error.isEmpty()) {
      words = RequestWords.of(error);
    }
    String target = words == null ? "" : words.target();
    if (target.isEmpty()) {
      target = RequestKeys.first(fields, RequestKeys.TARGET);
    }
    int status = status(words, fields, text, error);
    FailureText failure = status > 0 ? FailureText.NONE : FailureText.of(error + " " + text);
    boolean says =
        status > 0
            || failure.failure() != ClientFailure.NONE
            || saysOutcome(text, target)
            || (!error.isEmpty() && !target.isEmpty());
    if (!says) {
      return null;
    }
    Side side = side(record, words, target, failure, error);
    return side == null
        ? null
        : observation(record, instance, words, target, status, failure, side, error);
  }

  private static Observation observation(
      LogRecord record,
      String instance,
      @Nullable RequestWords words,
      String target,
      int status,
      FailureText failure,
      Side side,
      String error) {
    Map<String, String> fields = record.fields();
    Hop hop = side == Side.SERVER ? Hop.APP : Hop.CLIENT;
    Target where = Target.of(target);
    String method = words == null ? "" : words.method();
    Observation.Builder observation =
        Observation.builder(new Vantage(hop, side, instance), record.place())
            .time(record.time())
            .method(
                method.isEmpty() ? upper(RequestKeys.first(fields, RequestKeys.METHOD)) : method)
            .path(where.path())
            .authority(target.isEmpty() ? host(record.message()) : where.authority())
            .status(status == 0 ? -1 : status)
            .duration(duration(fields, record.message(), words))
            .requestId(RequestKeys.first(fields, RequestKeys.REQUEST_ID))
            .upstreamHost(side == Side.CALLER ? peer(record.message() + " " + error) : "")
            .downstreamRemoteAddress(
                side == Side.CALLER ? GoSockets.asked(record.message() + " " + error) : "")
            .raw(record.raw());
    ClientFailure told = failure.failure();
    if (side == Side.CALLER) {
      boolean failed = told == ClientFailure.NONE && status == 0 && saysFailed(record, error);
      observation.clientFailure(failed ? ClientFailure.OTHER : told);
      boolean alone = error.isEmpty() && told != ClientFailure.NONE;
      observation.details(alone ? record.message() : error);
      observation.body(body(record));
      observation.idleBefore(IdleTime.of(fields));
      String reused = RequestKeys.first(fields, RequestKeys.REUSED);
      if (!reused.isEmpty()) {
        observation.reusedConnection(reused.equals("true") || reused.equals("1"));
      }
    } else {
      observation.details(error);
      observation.userAgent(RequestKeys.first(fields, RequestKeys.USER_AGENT));
    }
    return observation.build();
  }

  private static String body(LogRecord record) {
    String field = RequestKeys.first(record.fields(), RequestKeys.BODY);
    int at = record.message().indexOf("body: ");
    return !field.isEmpty() || at < 0 ? field : record.message().substring(at + 6);
  }

  private static boolean hasStatus(Map<String, String> fields) {
    for (String key : RequestKeys.STATUS) {
      if (RequestWords.statusAt(fields.getOrDefault(key, ""), 0) > 0) {
        return true;
      }
    }
    return false;
  }

  /** A host's name must not be taken for a word of the speaker ({@code serving.example.com}). */
  private static String beforeHost(String text) {
    String host = host(text);
    return host.isEmpty() ? text : text.substring(0, text.indexOf(host));
  }

  /** The first word that is a host name with a dot in it, as in {@code probe a.example.com}. */
  private static String host(String text) {
    for (String word : text.split(" ", 12)) {
      boolean name = word.indexOf('.') > 0 && Character.isLetter(word.charAt(word.length() - 1));
      for (int i = 0; i < word.length() && name; i++) {
        char c = word.charAt(i);
        name = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-';
      }
      if (name) {
        return word;
      }
    }
    return "";
  }

  private static int status(
      @Nullable RequestWords words, Map<String, String> fields, String text, String error) {
    if (words != null && words.status() > 0) {
      return words.status();
    }
    for (String key : RequestKeys.STATUS) {
      String value = fields.get(key);
      if (value != null && value.length() >= 3 && RequestWords.statusAt(value, 0) > 0) {
        return RequestWords.statusAt(value, 0);
      }
    }
    if (text.length() == 3 && RequestWords.statusAt(text, 0) > 0) {
      return RequestWords.statusAt(text, 0);
    }
    if (IdleTime.of(fields) != null && lastWordStatus(text) > 0) {
      return lastWordStatus(text);
    }
    int inError = error.isEmpty() ? 0 : RequestWords.statusAfterWord(error);
    return inError > 0 ? inError : RequestWords.statusAfterWord(text);
  }

  /** {@code telemetry posted 202}, where a line tells of a connection that was used. */
  private static int lastWordStatus(String text) {
    int at = text.length() - 3;
    return at > 0 && text.charAt(at - 1) == ' ' ? RequestWords.statusAt(text, at) : 0;
  }

  private static @Nullable Side side(
      LogRecord record,
      @Nullable RequestWords words,
      String target,
      FailureText failure,
      String error) {
    String prefix = words == null ? beforeHost(record.message()) : words.prefix();
    String speaker =
        (prefix + " " + RequestKeys.first(record.fields(), RequestKeys.SPEAKER))
            .toLowerCase(Locale.ROOT);
    boolean client = record.component() == Component.CLIENT || containsAny(speaker, CALLER_WORDS);
    boolean server = containsAny(speaker, SERVER_WORDS);
    boolean keeps = record.fields().containsKey("reused") || IdleTime.of(record.fields()) != null;
    boolean absolute = Target.of(target).absolute();
    if (words != null && words.quoted() && !absolute) {
      return client || urlBefore(words) ? Side.CALLER : Side.SERVER;
    }
    if (absolute || keeps) {
      return server && !client && !failure.ofCaller() ? null : Side.CALLER;
    }
    Side sockets = GoSockets.side(record.message() + " " + error);
    if (sockets == Side.CALLER) {
      return Side.CALLER;
    }
    if (sockets == Side.SERVER) {
      return target.startsWith("/") ? Side.SERVER : null;
    }
    if (words != null && words.arrow()) {
      return server && !client ? Side.SERVER : Side.CALLER;
    }
    if (failure.ofCaller()
        || containsAny(error, CALLER_PHRASES)
        || (failure.failure() != ClientFailure.NONE || words == null)
            && (containsAny(record.message(), CALLER_PHRASES) || answerFrom(record.message()))) {
      return Side.CALLER;
    }
    if (!target.startsWith("/")) {
      boolean answered = words == null && client && !server && hasStatus(record.fields());
      return answered && !host(record.message()).isEmpty() ? Side.CALLER : null;
    }
    if (client != server) {
      return client ? Side.CALLER : Side.SERVER;
    }
    boolean answered = words == null || words.status() > 0;
    return failure.failure() == ClientFailure.NONE && answered ? Side.SERVER : null;
  }

  /** {@code HTTP 504 from pay}: who tells from whom an answer came has asked for it. */
  private static boolean answerFrom(String text) {
    int at = text.indexOf("HTTP ");
    return at >= 0 && RequestWords.statusAt(text, at + 5) > 0 && text.startsWith(" from ", at + 8);
  }

  private static boolean urlBefore(RequestWords words) {
    return words.prefix().contains("http://") || words.prefix().contains("https://");
  }

  /** {@code call ok url=…}, {@code call failed url=…}: an outcome without a status. */
  private static boolean saysOutcome(String text, String target) {
    return Target.of(target).absolute() && (text.contains("failed") || text.contains(" ok "));
  }

  private static boolean saysFailed(LogRecord record, String error) {
    return !error.isEmpty() || record.message().contains("failed");
  }

  private static @Nullable Duration duration(
      Map<String, String> fields, String text, @Nullable RequestWords words) {
    for (Map.Entry<String, String> field : fields.entrySet()) {
      if (Durations.isKey(field.getKey())) {
        return Durations.ofField(field.getKey(), field.getValue());
      }
    }
    int after = words == null ? text.indexOf(" after ") : words.end();
    return after < 0 ? null : Durations.first(text, after);
  }

  /** {@code address:port} behind {@code dial tcp}, {@code ->} or {@code connect ECONNREFUSED}. */
  private static String peer(String text) {
    for (String before : new String[] {"dial tcp ", "dial ", "->", "ECONNREFUSED ", "ETIMEDOUT "}) {
      int at = text.indexOf(before);
      if (at < 0) {
        continue;
      }
      int start = at + before.length();
      int end = start;
      while (end < text.length() && isAddressPart(text.charAt(end))) {
        end++;
      }
      String address = text.substring(start, end);
      if (address.endsWith(":")) {
        address = address.substring(0, address.length() - 1);
      }
      if (address.length() > 8 && address.indexOf(':') > 0) {
        return address;
      }
    }
    return "";
  }

  private static boolean isAddressPart(char c) {
    return Character.digit(c, 16) >= 0 || c == '.' || c == ':' || c == '[' || c == ']';
  }

  private static boolean containsAny(String text, String[] words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static String upper(String method) {
    return method.toUpperCase(Locale.ROOT);
  }
}
