package dev.whichhop.probe.fault;

import java.io.IOException;
import java.net.Socket;

/** What the server does instead of a TLS handshake; each reads the ClientHello first. */
public enum TlsFault {
  ALERT {
    @Override
    void serve(Socket socket, Peer peer) throws IOException {
      hello(socket);
      peer.say(Fault.HANDSHAKE_FAILURE);
      peer.fin();
    }
  },
  FIN {
    @Override
    void serve(Socket socket, Peer peer) throws IOException {
      hello(socket);
      peer.fin();
    }
  },
  RST {
    @Override
    void serve(Socket socket, Peer peer) throws IOException {
      hello(socket);
      peer.reset();
    }
  },
  HANGS {
    @Override
    void serve(Socket socket, Peer peer) throws IOException, InterruptedException {
      hello(socket);
      peer.hold();
    }
  },
  PLAIN_HTTP {
    @Override
    void serve(Socket socket, Peer peer) throws IOException {
      hello(socket);
      peer.say("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
      peer.fin();
    }
  };

  abstract void serve(Socket socket, Peer peer) throws IOException, InterruptedException;

  /** A record begins with its type, version and length (RFC 8446, 5.1). */
  private static void hello(Socket socket) throws IOException {
    byte[] header = socket.getInputStream().readNBytes(5);
    if (header.length == 5) {
      socket.getInputStream().skipNBytes((header[3] & 0xff) << 8 | header[4] & 0xff);
    }
  }
}
