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
      byte[] block = with(STATUS_200, NOT_INDEXED, "grpc-status", "14");
      peer.say(frame(HEADERS, END_STREAM | END_HEADERS, stream, block));
      peer.hold();
    }
  },
  ANSWERS_WITH_12_KB_OF_HEADERS {
    @Override
    void serve(Peer peer, int stream) throws IOException, InterruptedException {
      byte[] block = with(STATUS_200, NOT_INDEXED, "x-much", "x".repeat(12_000));
      peer.say(frame(HEADERS, END_STREAM | END_HEADERS, stream, block));
      peer.hold();
    }
  },
  HEADERS_OF_320_KB {
    @Override
    void serve(Peer peer, int stream) throws IOException, InterruptedException {
      peer.say(frame(HEADERS, END_STREAM | END_HEADERS, stream, headersOf4Kb(80)));
      peer.hold();
    }
  },
  HEADERS_OF_4_MB {
    @Override
    void serve(Peer peer, int stream) throws IOException, InterruptedException {
      peer.say(frame(HEADERS, END_STREAM | END_HEADERS, stream, headersOf4Kb(1_000)));
      peer.hold();
    }
  },
  LENGTH_TOO_SMALL {
    @Override
    void serve(Peer peer, int stream) throws IOException, InterruptedException {
      byte[] block = with(STATUS_200, NOT_INDEXED, "content-length", "2");
      peer.say(frame(HEADERS, END_HEADERS, stream, block));
      peer.say(frame(DATA, END_STREAM, stream, "hello".getBytes(StandardCharsets.US_ASCII)));
      peer.hold();
    }
  },
  GOES_AWAY_TOO_EARLY_WITH_RST {
    @Override
    void serve(Peer peer, int stream) throws IOException, InterruptedException {
      peer.say(frame(GOAWAY, 0, 0, new byte[] {0, 0, 0, (byte) stream, 0, 0, 0, 0}));
      peer.pause(100);
      peer.reset();
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

  /** RFC 7541, 6.2.2 and 6.2.1: a literal with a new name; the second is remembered. */
  private static final int NOT_INDEXED = 0;

  private static final int INDEXED = 0x40;

  /** RFC 7541, 6.1: the first entry behind the 61 of the static table. */
  private static final int FIRST_INDEXED = 0x80 | 62;

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

  /** A header of 4 KB, and the same by its index. */
  private static byte[] headersOf4Kb(int count) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(with(STATUS_200, INDEXED, "x-much", "x".repeat(4_000)));
    for (int i = 1; i < count; i++) {
      block.write(FIRST_INDEXED);
    }
    return block.toByteArray();
  }

  /** The block with a literal behind it. */
  private static byte[] with(byte[] block, int kind, String name, String value) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(block);
    all.write(kind);
    for (String text : new String[] {name, value}) {
      length(all, text.length());
      all.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
    return all.toByteArray();
  }

  /** RFC 7541, 5.1, with seven bits. */
  private static void length(ByteArrayOutputStream block, int length) {
    block.write(Math.min(length, 127));
    int rest = length - 127;
    while (rest >= 0) {
      block.write(rest >= 128 ? 128 | rest & 127 : rest);
      rest = rest >= 128 ? rest >> 7 : -1;
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
