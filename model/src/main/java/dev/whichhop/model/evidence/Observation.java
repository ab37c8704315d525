package dev.whichhop.model.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request or connection as one vantage saw it: an access-log line, a client's transcript or log
 * line, a queue-proxy request line.
 *
 * <p>Text fields are empty where the source did not have them or printed {@code -}. Immutable; made
 * with {@link #builder}.
 */
public final class Observation {
  /** nginx: the client closed the connection before the answer. */
  private static final int CLIENT_CLOSED_NGINX = 499;

  /** The same of an AWS Application Load Balancer. */
  private static final int CLIENT_CLOSED_ALB = 460;

  private static final Set<String> HARMLESS_FLAGS = Set.of("DC", "DI", "FI", "RFCF");

  /**
   * gRPC statuses with which a call fails although nothing is wrong with it: UNKNOWN,
   * DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, INTERNAL, UNAVAILABLE, DATA_LOSS. All others say what is
   * wrong with the call or its caller (grpc.io, "Status codes and their use in gRPC").
   */
  private static final Set<Integer> GRPC_FAILURES = Set.of(2, 4, 8, 13, 14, 15);

  private final Builder from;
  private final Vantage vantage;
  private final Place place;

  /** When the line was collected; counts where the line itself has no time. */
  private final @Nullable Instant collected;

  private final Silence silence;

  /** Asked for by nearly every check. */
  private final boolean failed;

  private Observation(
      Builder from, Vantage vantage, Place place, @Nullable Instant collected, Silence silence) {
    this.from = from;
    this.silence = silence;
    this.vantage = vantage;
    this.place = place;
    this.collected = collected;
    this.failed = failed(from);
  }

  public static Builder builder(Vantage vantage, Place place) {
    return new Builder(vantage, place);
  }

  public Vantage vantage() {
    return vantage;
  }

  /**
   * The same request at another vantage: a single line does not always tell where it was written.
   */
  public Observation withVantage(Vantage other) {
    return new Observation(from, other, place, collected, silence);
  }

  /** The same request at another place: parts of a large file are read before those in front. */
  public Observation withPlace(Place other) {
    return new Observation(from, vantage, other, collected, silence);
  }

  /** The same request, of which something around the line tells when it was logged. */
  public Observation withCollected(@Nullable Instant time) {
    return new Observation(from, vantage, place, time, silence);
  }

  /** The same request with what its whole log tells of the silence before it. */
  public Observation withSilence(Silence measured) {
    return new Observation(from, vantage, place, collected, measured);
  }

  public Place place() {
    return place;
  }

  /** As its whole log tells it; unknown where no reader measured it. */
  public Silence silence() {
    return silence;
  }

  /** Start of the request where the source says so (Envoy's START_TIME), else the log time. */
  public Optional<Instant> time() {
    return Optional.ofNullable(from.time == null ? collected : from.time);
  }

  /** Whole duration as this vantage saw it. */
  public Optional<Duration> duration() {
    return Optional.ofNullable(from.duration);
  }

  /** The part of the duration until the upstream's response headers, where the source has it. */
  public Optional<Duration> upstreamTime() {
    return Optional.ofNullable(from.upstreamTime);
  }

  /** End of the request: start plus duration where both are known, else the start. */
  public Optional<Instant> end() {
    return from.time == null || from.duration == null
        ? time()
        : Optional.of(from.time.plus(from.duration));
  }

  public String method() {
    return from.method;
  }

  public String path() {
    return from.path;
  }

  /** Host header or authority, with the port when it was written. */
  public String authority() {
    return from.authority;
  }

  /** {@code HTTP/1.1}, {@code HTTP/2}; empty for TCP lines. */
  public String protocol() {
    return from.protocol;
  }

  /** HTTP status; 0 when the line says that there was none; -1 when the source has no status. */
  public int status() {
    return from.status;
  }

  /** Status of a gRPC call, 0 to 16, which HTTP delivers with status 200; -1 when not told. */
  public int grpcStatus() {
    return from.grpcStatus;
  }

  /** Envoy response flags as printed, for example {@code UF,URX}; empty for {@code -}. */
  public String flags() {
    return from.flags;
  }

  /** True when {@code flag} is one of the response flags. */
  public boolean hasFlag(String flag) {
    String all = from.flags;
    int at = all.indexOf(flag);
    while (at >= 0) {
      int end = at + flag.length();
      if ((at == 0 || all.charAt(at - 1) == ',')
          && (end == all.length() || all.charAt(end) == ',')) {
        return true;
      }
      at = all.indexOf(flag, at + 1);
    }
    return false;
  }

  /** Envoy response code details, or an error text that plays the same part. */
  public String details() {
    return from.details;
  }

  /** Envoy upstream transport failure reason. */
  public String transportFailure() {
    return from.transportFailure;
  }

  /** Bytes of the request body received by this vantage; -1 when unknown. */
  public long bytesReceived() {
    return from.bytesReceived;
  }

  /** Bytes of the response body sent by this vantage; -1 when unknown. */
  public long bytesSent() {
    return from.bytesSent;
  }

  public String requestId() {
    return from.requestId;
  }

  public String userAgent() {
    return from.userAgent;
  }

  /** {@code address:port} of the upstream host. */
  public String upstreamHost() {
    return from.upstreamHost;
  }

  /**
   * Envoy cluster name, {@code outbound|80||host}, {@code inbound|8080||}, {@code Passthrough…}.
   */
  public String upstreamCluster() {
    return from.upstreamCluster;
  }

  public String upstreamLocalAddress() {
    return from.upstreamLocalAddress;
  }

  public String downstreamLocalAddress() {
    return from.downstreamLocalAddress;
  }

  public String downstreamRemoteAddress() {
    return from.downstreamRemoteAddress;
  }

  public String forwardedFor() {
    return from.forwardedFor;
  }

  /** Server name of the TLS hello. */
  public String serverName() {
    return from.serverName;
  }

  public String routeName() {
    return from.routeName;
  }

  /** How the caller's request ended when it got no complete answer. */
  public ClientFailure clientFailure() {
    return from.clientFailure;
  }

  /** How long the caller's connection had been idle before this request, where the caller says. */
  public Optional<Duration> idleBefore() {
    return Optional.ofNullable(from.idleBefore);
  }

  /** {@link Boolean#TRUE} when the caller says that it reused a connection. */
  public Optional<Boolean> reusedConnection() {
    return Optional.ofNullable(from.reusedConnection);
  }

  /** Beginning of the response body or error message, untrusted. */
  public String body() {
    return from.body;
  }

  /** The line as it stood. */
  public Evidence evidence() {
    return new Evidence(place, from.raw);
  }

  /** A server error, no status at all, or an error on the caller's side. */
  public boolean failed() {
    return failed;
  }

  private static boolean failed(Builder from) {
    return from.status >= 500
        || (from.status >= 200 && from.status < 400 && brokenOff(from.flags))
        || (from.status == 0 && !from.flags.isEmpty())
        || from.clientFailure != ClientFailure.NONE
        || (from.status >= 400 && !from.flags.isEmpty())
        || (from.status == 431)
        || deniedByPolicy(from)
        || GRPC_FAILURES.contains(from.grpcStatus)
        || from.status == CLIENT_CLOSED_NGINX
        || from.status == CLIENT_CLOSED_ALB;
  }

  /**
   * Envoy answers gRPC calls with status 200 whatever happened, and keeps the status that it had
   * sent when an answer breaks off in the middle; the flags tell. A caller that left ({@code DC})
   * or was held up on purpose ({@code DI}, {@code FI}) is no failure of the answer.
   */
  private static boolean brokenOff(String flags) {
    for (String flag : flags.split(",")) {
      if (!flag.isEmpty() && !HARMLESS_FLAGS.contains(flag)) {
        return true;
      }
    }
    return false;
  }

  /**
   * An authorization policy of the mesh refused it: Envoy's RBAC filter answers 403 without a
   * response flag, and closes connections that are not HTTP.
   */
  public boolean deniedByPolicy() {
    return deniedByPolicy(from);
  }

  private static boolean deniedByPolicy(Builder from) {
    return from.details.startsWith("rbac_access_denied")
        || (from.status == 403 && from.body.startsWith("RBAC: access denied"));
  }

  /** A complete answer that no proxy made up, or a caller's word that the attempt came through. */
  public boolean succeeded() {
    return !failed() && (from.cameThrough || (from.status > 0 && from.status < 500));
  }

  /** Collects the fields that a source has. Not reusable after {@link #build}. */
  public static final class Builder {
    private final Vantage vantage;
    private final Place place;
    private @Nullable Instant time;
    private @Nullable Duration duration;
    private @Nullable Duration upstreamTime;
    private @Nullable Duration idleBefore;
    private @Nullable Boolean reusedConnection;
    private String method = "";
    private String path = "";
    private String authority = "";
    private String protocol = "";
    private int status = -1;
    private int grpcStatus = -1;
    private String flags = "";
    private String details = "";
    private String transportFailure = "";
    private long bytesReceived = -1;
    private long bytesSent = -1;
    private String requestId = "";
    private String userAgent = "";
    private String upstreamHost = "";
    private String upstreamCluster = "";
    private String upstreamLocalAddress = "";
    private String downstreamLocalAddress = "";
    private String downstreamRemoteAddress = "";
    private String forwardedFor = "";
    private String serverName = "";
    private String routeName = "";
    private ClientFailure clientFailure = ClientFailure.NONE;
    private boolean cameThrough;
    private String body = "";
    private String raw = "";

    private Builder(Vantage vantage, Place place) {
      this.vantage = vantage;
      this.place = place;
    }

    public Builder time(@Nullable Instant value) {
      this.time = value;
      return this;
    }

    public Builder duration(@Nullable Duration value) {
      this.duration = value;
      return this;
    }

    public Builder upstreamTime(@Nullable Duration value) {
      this.upstreamTime = value;
      return this;
    }

    public Builder idleBefore(@Nullable Duration value) {
      this.idleBefore = value;
      return this;
    }

    public Builder reusedConnection(boolean value) {
      this.reusedConnection = value;
      return this;
    }

    public Builder method(String value) {
      this.method = value;
      return this;
    }

    public Builder path(String value) {
      this.path = value;
      return this;
    }

    public Builder authority(String value) {
      this.authority = value;
      return this;
    }

    public Builder protocol(String value) {
      this.protocol = value;
      return this;
    }

    public Builder status(int value) {
      this.status = value;
      return this;
    }

    public Builder grpcStatus(int value) {
      this.grpcStatus = value;
      return this;
    }

    public Builder flags(String value) {
      this.flags = value;
      return this;
    }

    public Builder details(String value) {
      this.details = value;
      return this;
    }

    public Builder transportFailure(String value) {
      this.transportFailure = value;
      return this;
    }

    public Builder bytesReceived(long value) {
      this.bytesReceived = value;
      return this;
    }

    public Builder bytesSent(long value) {
      this.bytesSent = value;
      return this;
    }

    public Builder requestId(String value) {
      this.requestId = value;
      return this;
    }

    public Builder userAgent(String value) {
      this.userAgent = value;
      return this;
    }

    public Builder upstreamHost(String value) {
      this.upstreamHost = value;
      return this;
    }

    public Builder upstreamCluster(String value) {
      this.upstreamCluster = value;
      return this;
    }

    public Builder upstreamLocalAddress(String value) {
      this.upstreamLocalAddress = value;
      return this;
    }

    public Builder downstreamLocalAddress(String value) {
      this.downstreamLocalAddress = value;
      return this;
    }

    public Builder downstreamRemoteAddress(String value) {
      this.downstreamRemoteAddress = value;
      return this;
    }

    public Builder forwardedFor(String value) {
      this.forwardedFor = value;
      return this;
    }

    public Builder serverName(String value) {
      this.serverName = value;
      return this;
    }

    public Builder routeName(String value) {
      this.routeName = value;
      return this;
    }

    public Builder clientFailure(ClientFailure value) {
      this.clientFailure = value;
      return this;
    }

    /** The caller says that it was answered, and no status. */
    public Builder cameThrough() {
      this.cameThrough = true;
      return this;
    }

    public Builder body(String value) {
      this.body = value;
      return this;
    }

    public Builder raw(String value) {
      this.raw = value;
      return this;
    }

    public Observation build() {
      return new Observation(this, vantage, place, null, Silence.UNKNOWN);
    }
  }
}
