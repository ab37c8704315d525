package dev.whichhop.probe.fault;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server on loopback that fails in one way, over and over, and counts its connections. */
public final class FaultServer implements Closeable {
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  @FunctionalInterface
  private interface Behaviour {
    void serve(Socket socket) throws IOException, InterruptedException;
  }

  private FaultServer(int backlog) throws IOException {
    listener = new ServerSocket();
    listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), backlog);
  }

  /** In clear text. */
  public static FaultServer plain(Fault fault) throws IOException {
    return new FaultServer(50).start(socket -> fault.serve(new Peer(socket, socket)));
  }

  /** Behind a TLS handshake that succeeds on the server's side. */
  public static FaultServer tls(Fault fault, SSLContext certificate) throws IOException {
    return new FaultServer(50)
        .start(socket -> {
          SSLSocket tls =
              (SSLSocket) certificate.getSocketFactory().createSocket(socket, null, 0, true);
          tls.setUseClientMode(false);
          tls.startHandshake();
          fault.serve(new Peer(socket, tls));
        });
  }

  /** That fails within the TLS handshake. */
  public static FaultServer tls(TlsFault fault) throws IOException {
    return new FaultServer(50).start(socket -> fault.serve(socket, new Peer(socket, socket)));
  }

  /** In clear-text HTTP/2. */
  public static FaultServer http2(Http2Fault fault) throws IOException {
    return new FaultServer(50).start(socket -> fault.serve(socket, new Peer(socket, socket)));
  }

  /** That lets connections wait before it takes them; the kernel has completed them by then. */
  public static FaultServer slow(long acceptMillis) throws IOException {
    return new FaultServer(50)
        .start(socket -> {
          Thread.sleep(acceptMillis);
          Fault.ANSWERS.serve(new Peer(socket, socket));
        });
  }

  /** Whose backlog is full, so that further SYNs are dropped: silence, as behind a firewall. */
  public static FaultServer blackhole() throws IOException {
    FaultServer server = new FaultServer(1);
    for (int i = 0; i < 8; i++) {
      Socket filler = new Socket();
      server.open.add(filler);
      try {
        filler.connect(server.listener.getLocalSocketAddress(), 200);
      } catch (IOException full) {
        return server;
      }
    }
    throw new IOException("the backlog of this kernel does not fill");
  }

  /** A port of loopback on which nothing listens. */
  public static int refusedPort() throws IOException {
    try (FaultServer closed = new FaultServer(1)) {
      return closed.port();
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections it has taken. */
  public int connections() {
    return connections.get();
  }

  private FaultServer start(Behaviour behaviour) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              Socket socket = listener.accept();
              connections.incrementAndGet();
              open.add(socket);
              Thread.startVirtualThread(() -> serve(socket, behaviour));
            }
          } catch (IOException closed) {
            // The test is over.
          }
        });
    return this;
  }

  private void serve(Socket socket, Behaviour behaviour) {
    try (socket) {
      behaviour.serve(socket);
    } catch (IOException gone) {
      // The client has given up.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
