package dev.whichhop.probe.wire;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** What a failed connect means, by its exception and, where that is shared, the kernel's words. */
public final class ConnectEnding {
  private ConnectEnding() {}

  public static Ending of(IOException e) {
    String text = String.valueOf(e.getMessage());
    if (text.startsWith("Too many open files")) {
      return new Ending.ClientLimit(OwnLimit.FILE_DESCRIPTORS);
    }
    if (text.startsWith("Cannot assign requested address") || text.startsWith("Address already")) {
      return new Ending.ClientLimit(OwnLimit.LOCAL_PORTS);
    }
    if (text.startsWith("No buffer space") || text.startsWith("Cannot allocate memory")) {
      return new Ending.ClientLimit(OwnLimit.KERNEL_MEMORY);
    }
    if (text.startsWith("Operation not permitted") || text.startsWith("Permission denied")) {
      return new Ending.ClientLimit(OwnLimit.FORBIDDEN);
    }
    return switch (e) {
      case SocketTimeoutException _ -> new Ending.ConnectTimeout();
      case NoRouteToHostException _ -> new Ending.Unreachable();
      case BindException _ -> new Ending.ClientLimit(OwnLimit.LOCAL_PORTS);
      case ConnectException _ when text.startsWith("Connection timed out") ->
          new Ending.ConnectTimeout();
      case ConnectException _ -> new Ending.Refused();
      case SocketException _ when text.startsWith("Connection reset") -> new Ending.Refused();
      default -> new Ending.Unreachable();
    };
  }
}
