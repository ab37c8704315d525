package dev.whichhop.probe.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Makes connections to one target; its name is asked for once, and its addresses are kept. */
public final class Connector {
  private final Target target;
  private final String host;
  private final int port;
  private final SSLContext context;
  private final boolean checked;
  private final Timeouts timeouts;
  private final NanoClock clock;
  private volatile List<InetAddress> addresses = List.of();

  /** What came of trying to connect. */
  public sealed interface Opened {
    record Open(HttpConnection connection) implements Opened {}

    record Failed(Attempt attempt) implements Opened {}
  }

  public Connector(Target target, Trust trust, Timeouts timeouts, NanoClock clock)
      throws GeneralSecurityException {
    this(target, target.host(), target.port(), trust, timeouts, clock);
  }

  /**
   * @param host where to connect to instead of the target's own host; its name stays in the request
   *     and in TLS
   */
  public Connector(
      Target target, String host, int port, Trust trust, Timeouts timeouts, NanoClock clock)
      throws GeneralSecurityException {
    this.target = target;
    this.host = host;
    this.port = port;
    this.context = trust.context();
    this.checked = trust.checked();
    this.timeouts = timeouts;
    this.clock = clock;
  }

  /** Tries the addresses of the name in their order; the first one that answers is taken. */
  public Opened open() {
    long started = clock.nanos();
    try {
      List<InetAddress> all = resolve();
      long resolved = clock.nanos();
      Ending last = new Ending.NameNotResolved();
      String remote = "";
      for (InetAddress address : all) {
        InetSocketAddress where = new InetSocketAddress(address, port);
        remote = text(where);
        WatchedSocket socket = new WatchedSocket(clock, timeouts.total().toNanos());
        socket.restart(started);
        @Nullable Ending failed = connect(socket, where);
        if (failed == null) {
          return secured(socket, remote, started, resolved, clock.nanos());
        }
        socket.abort();
        last = failed;
      }
      return failed(last, remote, started, resolved, Waterfall.NEVER);
    } catch (UnknownHostException e) {
      return failed(new Ending.NameNotResolved(), "", started, Waterfall.NEVER, Waterfall.NEVER);
    }
  }

  private List<InetAddress> resolve() throws UnknownHostException {
    List<InetAddress> known = addresses;
    if (known.isEmpty()) {
      known = List.of(InetAddress.getAllByName(host));
      addresses = known;
    }
    return known;
  }

  private @Nullable Ending connect(WatchedSocket socket, InetSocketAddress where) {
    long left = Math.min(timeouts.connect().toNanos(), socket.deadline() - clock.nanos());
    try {
      socket.connect(where, Math.clamp(left / 1_000_000, 1, Integer.MAX_VALUE));
      socket.setTcpNoDelay(true);
      return null;
    } catch (IOException e) {
      return ConnectEnding.of(e);
    }
  }

  private Opened secured(
      WatchedSocket socket, String remote, long started, long resolved, long connected) {
    if (!target.tls()) {
      try {
        HttpConnection.Opening opening =
            new HttpConnection.Opening(started, resolved, connected, Waterfall.NEVER);
        return new Opened.Open(
            new HttpConnection(
                socket,
                socket.getInputStream(),
                socket.getOutputStream(),
                false,
                clock,
                remote,
                opening));
      } catch (IOException e) {
        return failed(
            new Ending.Lost(Phase.SENDING, WireEnd.RESET), remote, started, resolved, connected);
      }
    }
    try {
      SSLSocket tls =
          (SSLSocket) context.getSocketFactory().createSocket(socket, target.host(), port, true);
      tls.setSSLParameters(parameters(tls));
      tls.startHandshake();
      return new Opened.Open(
          new HttpConnection(
              socket,
              tls.getInputStream(),
              tls.getOutputStream(),
              true,
              clock,
              remote,
              new HttpConnection.Opening(started, resolved, connected, clock.nanos())));
    } catch (IOException e) {
      Ending ending = handshake(socket, e);
      socket.abort();
      return failed(ending, remote, started, resolved, connected);
    }
  }

  private static Ending handshake(WatchedSocket socket, IOException e) {
    Ending told = TlsEnding.of(Phase.TLS_HANDSHAKE, e);
    WireEnd end = socket.end();
    return told instanceof Ending.TlsFailure && end != null
        ? new Ending.Lost(Phase.TLS_HANDSHAKE, end)
        : told;
  }

  private SSLParameters parameters(SSLSocket tls) {
    SSLParameters parameters = tls.getSSLParameters();
    if (checked) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    target.serverName().ifPresent(name -> parameters.setServerNames(List.of(name)));
    return parameters;
  }

  private Opened failed(Ending ending, String remote, long started, long resolved, long connected) {
    long ended = clock.nanos() - started;
    Waterfall waterfall =
        new Waterfall(
            resolved < 0 ? Waterfall.NEVER : resolved - started,
            connected < 0 ? Waterfall.NEVER : connected - started,
            Waterfall.NEVER,
            Waterfall.NEVER,
            Waterfall.NEVER,
            ended);
    return new Opened.Failed(
        new Attempt(ending, false, target.tls(), false, 0, 0, "", remote, false, waterfall));
  }

  private static String text(InetSocketAddress where) {
    String address = where.getAddress().getHostAddress();
    return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + where.getPort();
  }
}
