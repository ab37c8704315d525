package dev.whichhop.probe.wire;

/** A limit of this machine that kept the request from leaving it; never the server's fault. */
public enum OwnLimit {
  /** EMFILE, ENFILE: no file descriptor for another socket. */
  FILE_DESCRIPTORS("file-descriptors"),
  /** EADDRNOTAVAIL: every local port towards this address is in use or in TIME_WAIT. */
  LOCAL_PORTS("local-ports"),
  /** ENOBUFS, ENOMEM: the kernel has no memory for another socket. */
  KERNEL_MEMORY("kernel-memory"),
  /** EACCES, EPERM: a filter of this machine itself forbids it. */
  FORBIDDEN("forbidden");

  private final String word;

  OwnLimit(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
