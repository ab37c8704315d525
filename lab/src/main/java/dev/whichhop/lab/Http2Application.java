package dev.whichhop.lab;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server that speaks HTTP/2 only (RFC 9113), as gRPC servers do: it sends its settings first,
 * closes on another preface than its own, refuses streams above its limit, and answers each request
 * after {@link #WORK_MILLIS}. Requests are not decoded: the answer is the same to all.
 */
final class Http2Application implements Server {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int WORK_MILLIS = 600;

  // frame types, RFC 9113 section 6
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final short MAX_CONCURRENT_STREAMS = 3;
  private static final int REFUSED_STREAM = 7;

  /** {@code :status: 200}, entry 8 of HPACK's static table (RFC 7541 appendix A). */
  private static final byte[] STATUS_200 = {(byte) 0x88};

  private final ServerSocket listening;
  private final int limit;
  private final Log log;
  private final Thread accepting;
  private final AtomicLong lost = new AtomicLong();

  Http2Application(String address, int port, Behaviour behaviour, Log log) throws IOException {
    limit = behaviour.streams;
    this.log = log;
    listening = Application.listen(address, port);
    log.say("grpc server listening on %s:%d".formatted(address, port));
    accepting = Thread.startVirtualThread(this::accept);
  }

  private void accept() {
    while (true) {
      try {
        Socket connection = listening.accept();
        Thread.startVirtualThread(() -> serve(connection));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      OutputStream out = connection.getOutputStream();
      send(
          out,
          SETTINGS,
          0,
          0,
          ByteBuffer.allocate(6).putShort(MAX_CONCURRENT_STREAMS).putInt(limit).array());
      DataInputStream in = new DataInputStream(connection.getInputStream());
      byte[] greeting = new byte[PREFACE.length];
      in.readFully(greeting);
      if (!Arrays.equals(greeting, PREFACE)) {
        lost.incrementAndGet();
        log.say(
            "transport: http2Server.HandleStreams received bogus greeting from client: \""
                + new String(greeting, StandardCharsets.ISO_8859_1).strip()
                + "\"");
        return;
      }
      AtomicInteger running = new AtomicInteger();
      while (true) {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = in.readNBytes(length);
        switch (type) {
          case SETTINGS -> {
            if ((flags & ACK) == 0) {
              send(out, SETTINGS, ACK, 0, new byte[0]);
            }
          }
          case PING -> {
            if ((flags & ACK) == 0) {
              send(out, PING, ACK, 0, payload);
            }
          }
          case HEADERS -> begin(out, stream, running);
          default -> {} // bodies and windows do not matter for answers of a few bytes
        }
      }
    } catch (IOException _) {
      return; // the other side is gone
    }
  }

  private void begin(OutputStream out, int stream, AtomicInteger running) throws IOException {
    if (running.incrementAndGet() > limit) {
      running.decrementAndGet();
      lost.incrementAndGet();
      send(out, RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(REFUSED_STREAM).array());
      return;
    }
    Thread.startVirtualThread(() -> {
      try {
        Thread.sleep(WORK_MILLIS);
        log.say("stream " + stream + " 200 " + WORK_MILLIS + "ms");
        running.decrementAndGet();
        send(out, HEADERS, END_HEADERS, stream, STATUS_200);
        send(out, DATA, END_STREAM, stream, "ok\n".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException | InterruptedException _) {
        return; // the other side is gone
      }
    });
  }

  private static void send(OutputStream out, int type, int flags, int stream, byte[] payload)
      throws IOException {
    byte[] frame =
        ByteBuffer.allocate(9 + payload.length)
            .put((byte) (payload.length >> 16))
            .putShort((short) payload.length)
            .put((byte) type)
            .put((byte) flags)
            .putInt(stream)
            .put(payload)
            .array();
    synchronized (out) {
      out.write(frame);
    }
  }

  @Override
  public long lostRequests() {
    return lost.get();
  }

  @Override
  public void close() throws IOException {
    Server.close(listening, accepting);
  }
}
