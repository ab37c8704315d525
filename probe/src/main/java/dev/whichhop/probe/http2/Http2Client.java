package dev.whichhop.probe.http2;

import dev.whichhop.probe.wire.Attempt;
import dev.whichhop.probe.wire.ConnectEnding;
import dev.whichhop.probe.wire.Ending;
import dev.whichhop.probe.wire.HttpConnection;
import dev.whichhop.probe.wire.HttpRequest;
import dev.whichhop.probe.wire.NanoClock;
import dev.whichhop.probe.wire.Phase;
import dev.whichhop.probe.wire.Target;
import dev.whichhop.probe.wire.Timeouts;
import dev.whichhop.probe.wire.TlsEnding;
import dev.whichhop.probe.wire.Trust;
import dev.whichhop.probe.wire.Waterfall;
import dev.whichhop.probe.wire.WireEnd;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * One request over HTTP/2 on a connection of its own: {@code h2} by ALPN, or in clear text by prior
 * knowledge.
 *
 * <p>Netty's frame codec, since it hands out each frame: GOAWAY with its last stream, RST_STREAM
 * with its code, settings. Clients above it, and Jetty's, answer these with one exception, and
 * Jetty's tells a RST as an end of file (measured; docs/probe.md).
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // closing is not waited for where nothing depends on it
public final class Http2Client {
  private final Target target;
  private final String host;
  private final int port;
  private final Trust trust;
  private final Timeouts timeouts;
  private final NanoClock clock;

  /**
   * @param host where to connect to; the target's own name stays in the request and in TLS
   */
  public Http2Client(
      Target target, String host, int port, Trust trust, Timeouts timeouts, NanoClock clock) {
    this.target = target;
    this.host = host;
    this.port = port;
    this.trust = trust;
    this.timeouts = timeouts;
    this.clock = clock;
  }

  /** Sends the request once. */
  public Attempt exchange(HttpRequest request) throws SSLException, InterruptedException {
    long started = clock.nanos();
    Progress progress = new Progress(clock, target.tls() ? Phase.TLS_HANDSHAKE : Phase.WAITING);
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      return attempt(new Ending.NameNotResolved(), "", started, Waterfall.NEVER, progress);
    }
    long resolved = clock.nanos();
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      Bootstrap bootstrap = bootstrap(group, request, progress);
      Ending last = new Ending.NameNotResolved();
      String remote = "";
      for (InetAddress address : addresses) {
        InetSocketAddress where = new InetSocketAddress(address, port);
        remote = address.getHostAddress() + ":" + port;
        ChannelFuture connecting = bootstrap.connect(where).await();
        if (connecting.isSuccess()) {
          last = await(progress, started);
          connecting.channel().close().await();
          break;
        }
        last = notConnected(connecting.cause());
      }
      return attempt(last, remote, started, resolved, progress);
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private static Ending notConnected(@Nullable Throwable cause) {
    return switch (cause) {
      case ConnectTimeoutException _ -> new Ending.ConnectTimeout();
      case IOException e -> ConnectEnding.of(e);
      case null, default -> new Ending.Unreachable();
    };
  }

  private Ending await(Progress progress, long started) throws InterruptedException {
    long left = timeouts.total().toNanos() - (clock.nanos() - started);
    try {
      return progress.ended.get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new Ending.Lost(progress.phase, WireEnd.TIMEOUT);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Bootstrap bootstrap(EventLoopGroup group, HttpRequest request, Progress progress)
      throws SSLException {
    @Nullable SslContext context = target.tls() ? tlsContext() : null;
    return new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(
            ChannelOption.CONNECT_TIMEOUT_MILLIS,
            (int) Math.min(timeouts.connect().toMillis(), timeouts.total().toMillis()))
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                WireWatch wire = new WireWatch();
                channel.pipeline().addLast(wire);
                if (context == null) {
                  channel.pipeline().addLast(new Opened(request, wire, progress));
                } else {
                  SslHandler tls = context.newHandler(channel.alloc(), target.host(), port);
                  name(tls.engine());
                  // The deadline of the whole request is the only one.
                  tls.setHandshakeTimeoutMillis(0);
                  channel.pipeline().addLast(tls, new Secured(tls, request, wire, progress));
                }
              }
            });
  }

  /** Netty's own way to name the server refuses underscores. */
  private void name(SSLEngine engine) {
    SSLParameters parameters = engine.getSSLParameters();
    target.serverName().ifPresent(name -> parameters.setServerNames(List.of(name)));
    engine.setSSLParameters(parameters);
  }

  private SslContext tlsContext() throws SSLException {
    return SslContextBuilder.forClient()
        .sslProvider(SslProvider.JDK)
        .trustManager(trust.manager())
        .endpointIdentificationAlgorithm(trust.checked() ? "HTTPS" : null)
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1)))
        .build();
  }

  private static void speak(
      ChannelHandlerContext context,
      HttpRequest request,
      boolean tls,
      WireWatch wire,
      Progress progress) {
    context
        .pipeline()
        .addLast(
            Http2FrameCodecBuilder.forClient().initialSettings(settings()).build(),
            new StreamHandler(request, tls, wire, progress));
  }

  /** Netty alone would take 8 KiB of headers (RFC 9113, 6.5.2: no limit unless one is told). */
  private static Http2Settings settings() {
    return Http2Settings.defaultSettings().maxHeaderListSize(HttpConnection.LARGEST_HEAD);
  }

  /** In clear text HTTP/2 begins at once. */
  private static final class Opened extends ChannelInboundHandlerAdapter {
    private final HttpRequest request;
    private final WireWatch wire;
    private final Progress progress;

    Opened(HttpRequest request, WireWatch wire, Progress progress) {
      this.request = request;
      this.wire = wire;
      this.progress = progress;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      progress.connected = progress.now();
      speak(context, request, false, wire, progress);
      context.pipeline().remove(this);
    }
  }

  /** With TLS, when the server has chosen it. */
  private static final class Secured extends ChannelInboundHandlerAdapter {
    private final SslHandler tls;
    private final HttpRequest request;
    private final WireWatch wire;
    private final Progress progress;

    Secured(SslHandler tls, HttpRequest request, WireWatch wire, Progress progress) {
      this.tls = tls;
      this.request = request;
      this.wire = wire;
      this.progress = progress;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      progress.connected = progress.now();
      context.fireChannelActive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
        context.fireUserEventTriggered(event);
      } else if (!handshake.isSuccess()) {
        progress.end(failed(handshake.cause()));
        context.close();
      } else if (ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
        progress.secured = progress.now();
        progress.phase = Phase.WAITING;
        speak(context, request, true, wire, progress);
        context.pipeline().remove(this);
      } else {
        progress.secured = progress.now();
        progress.end(new Ending.NotHttp2());
        context.close();
      }
    }

    private Ending failed(Throwable cause) {
      if (cause instanceof NotSslRecordException) {
        return new Ending.NotTls();
      }
      if (cause instanceof SSLException told) {
        Ending ending = TlsEnding.of(Phase.TLS_HANDSHAKE, told);
        if (!(ending instanceof Ending.TlsFailure)) {
          return ending;
        }
      }
      WireEnd end = wire.end();
      boolean closed = cause instanceof ClosedChannelException;
      return end == null && !closed
          ? new Ending.TlsFailure()
          : new Ending.Lost(Phase.TLS_HANDSHAKE, end == null ? WireEnd.FIN : end);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // The event of the failed handshake says it, or the end of the channel.
      context.close();
    }
  }

  private Attempt attempt(
      Ending ending, String remote, long started, long resolved, Progress progress) {
    return new Attempt(
        ending,
        false,
        target.tls(),
        true,
        progress.bytes(),
        0,
        progress.head(),
        remote,
        false,
        new Waterfall(
            since(started, resolved),
            since(started, progress.connected),
            since(started, progress.secured),
            since(started, progress.sent),
            since(started, progress.firstByte),
            clock.nanos() - started));
  }

  private static long since(long started, long mark) {
    return mark < 0 ? Waterfall.NEVER : mark - started;
  }
}
