package dev.whichhop.probe.http2;

import dev.whichhop.probe.wire.WireEnd;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** First in the line, below TLS: a reset is an exception of the socket, a FIN is the mere end. */
final class WireWatch extends ChannelInboundHandlerAdapter {
  private volatile @Nullable WireEnd end;

  @Nullable WireEnd end() {
    return end;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException && end == null) {
      end = WireEnd.RESET;
    }
    context.fireExceptionCaught(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (end == null) {
      end = WireEnd.FIN;
    }
    context.fireChannelInactive();
  }
}
