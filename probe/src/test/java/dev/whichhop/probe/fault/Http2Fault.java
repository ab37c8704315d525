package dev.whichhop.probe.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a server in clear-text HTTP/2 does to the first request; frames are written by hand. */
public enum Http2Fault {
  ANSWERS {
    @Override
    void serve(Peer peer, int stream) throws IOException, InterruptedException {
      peer.say(frame(HEADERS, END_STREAM | END_HEADERS, stream, STATUS_200));
      peer.hold();
    }
  },
  RESETS_STREAM {
    @Override
    void serve(Peer peer, int stream) throws IOException, InterruptedException {
      peer.say(frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, INTERNAL_ERROR}));
      peer.hold();
    }
  },
  GOES_AWAY {
    @Override
    void serve(Peer peer, int stream) throws IOException {
      peer.say(frame(GOAWAY, 0, 0, new byte[] {0, 0, 0, 0, 0, 0, 0, ENHANCE_YOUR_CALM}));
      peer.fin();
    }
  },
  /** The stream is promised an answer, and then the connection ends. */
  GOES_AWAY_TOO_EARLY {
    @Override
    void serve(Peer peer, int stream) throws IOException {
      peer.say(frame(GOAWAY, 0, 0, new byte[] {0, 0, 0, (byte) stream, 0, 0, 0, 0}));
      peer.fin();
    }
  },
  CUTS_BODY {
    @Override
    void serve(Peer peer, int stream) throws IOException {
      peer.say(frame(HEADERS, END_HEADERS, stream, STATUS_200));
      peer.say(frame(DATA, 0, stream, "hello".getBytes(StandardCharsets.US_ASCII)));
      peer.fin();
    }
  },
  FIN_BEFORE_ANSWER {
    @Override
    void serve(Peer peer, int stream) throws IOException {
      peer.fin();
    }
  },
  RST_BEFORE_ANSWER {
    @Override
    void serve(Peer peer, int stream) throws IOException {
      peer.reset();
    }
  },
  NO_ANSWER {
    @Override
    void serve(Peer peer, int stream) throws InterruptedException {
      peer.hold();
    }
  },
  GRPC_UNAVAILABLE {
    @Override
    void serve(Peer peer, int stream) throws IOException, InterruptedException {
      ByteArrayOutputStream block = new ByteArrayOutputStream();
      block.writeBytes(STATUS_200);
      // RFC 7541, 6.2.2: a literal with a new name, length and text of each.
      block.write(0);
      for (String text : new String[] {"grpc-status", "14"}) {
        block.write(text.length());
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
      }
      peer.say(frame(HEADERS, END_STREAM | END_HEADERS, stream, block.toByteArray()));
      peer.hold();
    }
  };

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int GOAWAY = 7;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;
  private static final byte INTERNAL_ERROR = 2;
  private static final byte ENHANCE_YOUR_CALM = 11;

  /** RFC 7541, appendix A: index 8 of the static table, ":status: 200". */
  private static final byte[] STATUS_200 = {(byte) 0x88};

  /** RFC 9113, 3.4. */
  private static final int PREFACE_LENGTH = 24;

  abstract void serve(Peer peer, int stream) throws IOException, InterruptedException;

  void serve(Socket socket, Peer peer) throws IOException, InterruptedException {
    InputStream in = socket.getInputStream();
    in.skipNBytes(PREFACE_LENGTH);
    peer.say(frame(SETTINGS, 0, 0, new byte[0]));
    serve(peer, awaitRequest(in));
  }

  /** Reads frames until the headers of a request have come; returns its stream, a small number. */
  static int awaitRequest(InputStream in) throws IOException {
    while (true) {
      byte[] header = in.readNBytes(9);
      if (header.length < 9) {
        throw new IOException("ended");
      }
      in.skipNBytes((header[0] & 0xff) << 16 | (header[1] & 0xff) << 8 | header[2] & 0xff);
      if (header[3] == HEADERS) {
        return header[8];
      }
    }
  }

  static byte[] frame(int type, int flags, int stream, byte[] content) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(new byte[] {0, (byte) (content.length >> 8), (byte) content.length});
    frame.writeBytes(new byte[] {(byte) type, (byte) flags, 0, 0, 0, (byte) stream});
    frame.writeBytes(content);
    return frame.toByteArray();
  }
}
