package dev.whichhop.probe.fault;

import java.io.IOException;

/** What the server does after the TLS handshake, if there is one; each constant is one fault. */
public enum Fault {
  ANSWERS {
    @Override
    void serve(Peer peer) throws IOException {
      while (peer.readRequest()) {
        peer.say(OK);
      }
    }
  },
  ANSWERS_IN_CHUNKS {
    @Override
    void serve(Peer peer) throws IOException {
      while (peer.readRequest()) {
        peer.say(CHUNKED + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: t\r\n\r\n");
      }
    }
  },
  ANSWERS_UNTIL_CLOSE {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say("HTTP/1.1 200 OK\r\n\r\nhello");
      peer.goodbye();
    }
  },
  ANSWERS_UNTIL_BARE_FIN {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say("HTTP/1.1 200 OK\r\n\r\nhello");
      peer.fin();
    }
  },
  HONEST_503 {
    @Override
    void serve(Peer peer) throws IOException {
      while (peer.readRequest()) {
        peer.say("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy");
      }
    }
  },
  /** As a proxy that has read of the request what it takes, and not the rest. */
  TOO_LARGE_THEN_RST {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      peer.readRequest();
      peer.say("HTTP/1.1 413 Content Too Large\r\nContent-Length: 5\r\n\r\nlarge");
      peer.pause(100);
      peer.reset();
    }
  },
  NO_CONTENT_WITH_BODY {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say("HTTP/1.1 204 No Content\r\n\r\nbody");
      peer.fin();
    }
  },
  LENGTH_TOO_SMALL {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhello");
      peer.fin();
    }
  },
  FIN_BEFORE_ANSWER {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.fin();
    }
  },
  GOODBYE_BEFORE_ANSWER {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.goodbye();
    }
  },
  RST_BEFORE_ANSWER {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.reset();
    }
  },
  /** As a proxy that is killed; Java's own close would send a FIN before the RST. */
  RST_UNREAD {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      peer.pause(100);
      peer.reset();
    }
  },
  FIN_IN_STATUS_LINE {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say("HTTP/1.1 200 ");
      peer.fin();
    }
  },
  RST_IN_STATUS_LINE {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      peer.readRequest();
      peer.say("HTTP/1.1 200 ");
      peer.pause(100);
      peer.reset();
    }
  },
  FIN_IN_HEADERS {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say("HTTP/1.1 200 OK\r\nContent-Len");
      peer.fin();
    }
  },
  RST_IN_HEADERS {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      peer.readRequest();
      peer.say("HTTP/1.1 200 OK\r\nContent-Len");
      peer.pause(100);
      peer.reset();
    }
  },
  FIN_IN_BODY {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello");
      peer.fin();
    }
  },
  RST_IN_BODY {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      peer.readRequest();
      peer.say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello");
      peer.pause(100);
      peer.reset();
    }
  },
  FIN_IN_CHUNK {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say(CHUNKED + "64\r\nhello");
      peer.fin();
    }
  },
  RST_IN_CHUNK {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      peer.readRequest();
      peer.say(CHUNKED + "64\r\nhello");
      peer.pause(100);
      peer.reset();
    }
  },
  NO_LAST_CHUNK {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say(CHUNKED + "5\r\nhello\r\n");
      peer.fin();
    }
  },
  BAD_CHUNK_SIZE {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say(CHUNKED + "zz\r\nhello\r\n");
      peer.fin();
    }
  },
  LENGTH_NO_NUMBER {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say("HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello");
      peer.fin();
    }
  },
  NO_ANSWER {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      peer.readRequest();
      peer.hold();
    }
  },
  NEVER_READS {
    @Override
    void serve(Peer peer) throws InterruptedException {
      peer.hold();
    }
  },
  ONE_BYTE_AT_A_TIME {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      peer.readRequest();
      for (char c : OK.toCharArray()) {
        peer.say("" + c);
        peer.pause(1_000);
      }
    }
  },
  STALLS_IN_BODY {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      peer.readRequest();
      peer.say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello");
      peer.hold();
    }
  },
  ENDLESS_HEADERS {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say("HTTP/1.1 200 OK\r\n");
      while (true) {
        peer.say("X-More: " + "x".repeat(1000) + "\r\n");
      }
    }
  },
  ENDLESS_BODY {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      peer.readRequest();
      peer.say(CHUNKED);
      while (true) {
        peer.say("3e8\r\n" + "x".repeat(1000) + "\r\n");
        peer.pause(1);
      }
    }
  },
  CONTINUE_THEN_NOTHING {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      peer.readRequest();
      peer.say(CONTINUE);
      peer.hold();
    }
  },
  CONTINUE_THEN_FIN {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say(CONTINUE);
      peer.fin();
    }
  },
  HINTS_THEN_ANSWER {
    @Override
    void serve(Peer peer) throws IOException {
      while (peer.readRequest()) {
        peer.say("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + OK);
      }
    }
  },
  ENDLESS_INTERIM {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      peer.readRequest();
      while (true) {
        peer.say(CONTINUE);
        peer.pause(1);
      }
    }
  },
  GARBAGE {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say("SSH-2.0-OpenSSH_9.2\r\n");
      peer.fin();
    }
  },
  HTTP2_SETTINGS {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0});
      peer.fin();
    }
  },
  ALERT_IN_PLAIN {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say(HANDSHAKE_FAILURE);
      peer.fin();
    }
  },
  FIN_ON_SECOND {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say(OK);
      if (peer.readRequest()) {
        peer.fin();
      }
    }
  },
  RST_ON_SECOND {
    @Override
    void serve(Peer peer) throws IOException {
      peer.readRequest();
      peer.say(OK);
      if (peer.readRequest()) {
        peer.reset();
      }
    }
  },
  /** As a balancer whose entry of the connection has expired: packets vanish. */
  SILENT_AFTER_IDLE {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      while (peer.readRequest()) {
        peer.say(OK);
        long rested = System.nanoTime();
        if (!peer.readRequest()) {
          return;
        }
        if (System.nanoTime() - rested > IDLE_MILLIS * 1_000_000) {
          peer.hold();
        }
        peer.say(OK);
      }
    }
  },
  FIN_WHEN_IDLE {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      peer.readRequest();
      peer.say(OK);
      peer.pause(IDLE_MILLIS);
      peer.fin();
    }
  },
  /** Says that no further request came, and ends. */
  TIMES_OUT_WHEN_IDLE {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      peer.readRequest();
      peer.say(OK);
      peer.pause(IDLE_MILLIS);
      peer.say("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
      peer.pause(100);
      peer.fin();
    }
  },
  /** The next request would take it for its own answer. */
  STRAY_ANSWER_WHEN_IDLE {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      while (peer.readRequest()) {
        peer.say(OK);
        peer.pause(20);
        peer.say("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n");
      }
    }
  },
  RST_WHEN_IDLE {
    @Override
    void serve(Peer peer) throws IOException, InterruptedException {
      peer.readRequest();
      peer.say(OK);
      peer.pause(IDLE_MILLIS);
      peer.reset();
    }
  };

  /** How long the idle faults wait. */
  public static final long IDLE_MILLIS = 400;

  /** Record type alert, level fatal, handshake_failure (RFC 8446, 6). */
  static final byte[] HANDSHAKE_FAILURE = {0x15, 3, 3, 0, 2, 2, 40};

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  abstract void serve(Peer peer) throws IOException, InterruptedException;
}
