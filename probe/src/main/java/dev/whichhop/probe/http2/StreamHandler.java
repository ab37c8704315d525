package dev.whichhop.probe.http2;

import dev.whichhop.probe.wire.Ending;
import dev.whichhop.probe.wire.HttpRequest;
import dev.whichhop.probe.wire.Phase;
import dev.whichhop.probe.wire.WireEnd;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sends one request when the server's settings have come, and reads the frames of its answer. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails to be sent shows as the connection's end
final class StreamHandler extends Http2ChannelDuplexHandler {
  private final HttpRequest request;
  private final boolean tls;
  private final WireWatch wire;
  private final Progress progress;

  @SuppressWarnings("NullAway.Init") // set before the first frame
  private Http2FrameStream stream;

  private boolean settingsSeen;
  private @Nullable String goneAway;
  private int status;
  private @Nullable CharSequence grpcStatus;

  StreamHandler(HttpRequest request, boolean tls, WireWatch wire, Progress progress) {
    this.request = request;
    this.tls = tls;
    this.wire = wire;
    this.progress = progress;
  }

  @Override
  protected void handlerAdded0(ChannelHandlerContext context) {
    stream = newStream();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    try {
      switch (frame) {
        case Http2SettingsFrame settings -> settings(context, settings);
        case Http2HeadersFrame headers when stream.equals(headers.stream()) -> headers(headers);
        case Http2DataFrame data when stream.equals(data.stream()) -> data(context, data);
        case Http2ResetFrame reset when stream.equals(reset.stream()) ->
            progress.end(new Ending.StreamReset(name(reset.errorCode())));
        case Http2GoAwayFrame away -> goAway(away);
        default -> {
          // Pings, acknowledgements, windows: the codec's business.
        }
      }
    } finally {
      ReferenceCountUtil.release(frame);
    }
  }

  private void settings(ChannelHandlerContext context, Http2SettingsFrame settings) {
    if (settingsSeen) {
      return;
    }
    settingsSeen = true;
    Long most = settings.settings().maxConcurrentStreams();
    if (most != null && most == 0) {
      progress.end(new Ending.StreamLimit());
      return;
    }
    boolean body = request.body().length > 0;
    context.write(new DefaultHttp2HeadersFrame(requestHeaders(), !body).stream(stream));
    if (body) {
      context.write(
          new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(request.body()), true).stream(stream));
    }
    context.flush();
    progress.sent = progress.now();
    progress.phase = Phase.WAITING;
  }

  private Http2Headers requestHeaders() {
    Http2Headers headers =
        new DefaultHttp2Headers()
            .method(request.method())
            .scheme(tls ? "https" : "http")
            .authority(request.target().authority())
            .path(text(request.target().path()))
            .add("user-agent", "whichhop-probe")
            .add("accept", "*/*");
    for (HttpRequest.Header header : request.headers()) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (name.equals("host")) {
        headers.authority(text(header.value()));
      } else {
        headers.set(name, text(header.value()));
      }
    }
    return headers;
  }

  /** Netty makes a question mark of what is no Latin-1; bytes it leaves as they are. */
  private static AsciiString text(String text) {
    return new AsciiString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void headers(Http2HeadersFrame frame) {
    if (progress.firstByte < 0) {
      progress.firstByte = progress.now();
    }
    frame.headers().forEach(one -> progress.header(one.getKey(), one.getValue()));
    CharSequence code = frame.headers().status();
    if (code != null) {
      status = Integer.parseInt(code.toString());
      progress.phase = status / 100 == 1 ? Phase.AFTER_INTERIM : Phase.BODY;
    }
    CharSequence grpc = frame.headers().get("grpc-status");
    if (grpc != null) {
      grpcStatus = grpc;
    }
    if (frame.isEndStream()) {
      answered();
    }
  }

  private void data(ChannelHandlerContext context, Http2DataFrame frame) {
    progress.received(frame.content().readableBytes());
    context.writeAndFlush(
        new DefaultHttp2WindowUpdateFrame(frame.initialFlowControlledBytes()).stream(stream));
    if (frame.isEndStream()) {
      answered();
    }
  }

  /** gRPC says in a trailer of its own what came of the call; HTTP's status is 200 then. */
  private void answered() {
    CharSequence grpc = grpcStatus;
    progress.end(
        grpc != null && grpc.toString().matches("[0-9]{1,2}")
            ? new Ending.GrpcAnswered(Integer.parseInt(grpc.toString()))
            : new Ending.Answered(status));
  }

  /** RFC 9113, 6.8: streams above the last one named were not and will not be served. */
  private void goAway(Http2GoAwayFrame away) {
    String error = name(away.errorCode());
    goneAway = error;
    if (stream.id() < 0 || stream.id() > away.lastStreamId()) {
      progress.end(new Ending.GoAway(error, null));
    }
  }

  private static String name(long code) {
    Http2Error known = Http2Error.valueOf(code);
    return known == null
        ? "error-" + code
        : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    WireEnd end = wire.end();
    lost(end == null ? WireEnd.FIN : end);
  }

  /** The peer that had said that it goes away has broken its promise of an answer. */
  private void lost(WireEnd end) {
    String away = goneAway;
    progress.end(
        away != null ? new Ending.GoAway(away, end) : new Ending.Lost(progress.phase, end));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    WireEnd end = wire.end();
    if (end != null) {
      lost(end);
    } else if (!settingsSeen) {
      // What came first was no SETTINGS frame: HTTP/1, mostly.
      progress.end(new Ending.NotHttp2());
    } else if (tooMuchHeader(cause)) {
      progress.end(new Ending.HeadersTooLarge());
    } else if (cause instanceof Http2Exception || cause instanceof Http2FrameStreamException) {
      // Also a body that does not have its Content-Length (RFC 9113, 8.1.1).
      progress.end(new Ending.BadFraming(progress.phase));
    } else {
      lost(WireEnd.RESET);
    }
    context.close();
  }

  /** Netty ends the stream, and far beyond the limit the connection; nothing else is much yet. */
  private boolean tooMuchHeader(Throwable cause) {
    return cause.getCause() instanceof Http2Exception.HeaderListSizeException
        || (cause instanceof Http2Exception told
            && told.error() == Http2Error.ENHANCE_YOUR_CALM
            && progress.phase != Phase.BODY);
  }
}
