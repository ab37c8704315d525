package dev.whichhop.lab;

import java.time.Duration;

/** How the application is written and started; unless told, as a patient server with room. */
public final class Behaviour {
  String address = "127.0.0.1";
  Duration keepAlive = Duration.ofSeconds(75);
  Duration requestTimeout = Duration.ofHours(1);
  int workers = 1000;
  int largestBody = Integer.MAX_VALUE;
  int streams;

  /** Address that it listens on; the sidecar connects to 127.0.0.1. */
  public Behaviour address(String listening) {
    address = listening;
    return this;
  }

  /** After this much idle time it closes a connection. */
  public Behaviour keepAlive(Duration idle) {
    keepAlive = idle;
    return this;
  }

  /** After this time it closes a connection over the request that it still works on. */
  public Behaviour requestTimeout(Duration longest) {
    requestTimeout = longest;
    return this;
  }

  /** How many requests it works on at once; the others wait. */
  public Behaviour workers(int atOnce) {
    workers = atOnce;
    return this;
  }

  /** It closes the connection when more bytes of a body than this have come. */
  public Behaviour largestBody(int bytes) {
    largestBody = bytes;
    return this;
  }

  /** It speaks HTTP/2 only, as a gRPC server does, with so many streams a connection. */
  public Behaviour http2(int streamsPerConnection) {
    streams = streamsPerConnection;
    return this;
  }
}
