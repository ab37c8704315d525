package dev.whichhop.evidence.log;

import dev.whichhop.evidence.log.VantageResolver.Kind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.access.AccessField;
import dev.whichhop.records.access.EnvoyByteMatcher;
import dev.whichhop.records.access.EnvoyFormat;
import dev.whichhop.records.access.EnvoyTextParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one chunk of a large access log: counts the complete successes whose writer the line
 * itself tells, and reads all other lines in full. One for each thread.
 *
 * <p>Of the successes a sample is read in full too. It is drawn by request id, as tracing systems
 * do: the lines of one request are in the sample of every log, or of none, so they can be joined.
 */
final class ChunkScan {
  private static final byte[] NONE = ascii("-");
  private static final byte[] FROM_UPSTREAM = ascii("via_upstream");
  private static final byte[] INBOUND = ascii("inbound|");
  private static final byte[] INBOUND_PASSTHROUGH = ascii("InboundPassthroughCluster");
  private static final byte[] INBOUND_WAYPOINT = ascii("inbound-vip|");
  private static final byte[] LOOPBACK = ascii("127.");
  private static final byte[] BRACKET = ascii("[");
  private static final int STATUSES = 1000;

  /** 2^64 divided by the golden ratio: its products have well mixed upper bits. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** A line over 1 MiB is cut, as everywhere. */
  private static final int LONGEST_LINE = 1 << 20;

  private final EnvoyByteMatcher matcher;
  private final EnvoyTextParser parser;
  private final int time;
  private final int status;
  private final int flags;
  private final int details;
  private final int transportFailure;
  private final int duration;
  private final int requestId;
  private final int cluster;
  private final int upstreamLocal;
  private final int downstreamLocal;
  private final int downstreamRemote;
  private final int upstreamHost;

  ChunkScan(EnvoyFormat format) {
    matcher = new EnvoyByteMatcher(format);
    parser = new EnvoyTextParser(format);
    time = matcher.index(AccessField.START_TIME);
    status = matcher.index(AccessField.STATUS);
    flags = matcher.index(AccessField.FLAGS);
    details = matcher.index(AccessField.DETAILS);
    transportFailure = matcher.index(AccessField.TRANSPORT_FAILURE);
    duration = matcher.index(AccessField.DURATION);
    requestId = matcher.index(AccessField.REQUEST_ID);
    cluster = matcher.index(AccessField.UPSTREAM_CLUSTER);
    upstreamLocal = matcher.index(AccessField.UPSTREAM_LOCAL_ADDRESS);
    downstreamLocal = matcher.index(AccessField.DOWNSTREAM_LOCAL_ADDRESS);
    downstreamRemote = matcher.index(AccessField.DOWNSTREAM_REMOTE_ADDRESS);
    upstreamHost = matcher.index(AccessField.UPSTREAM_HOST);
  }

  /** True when the format has the fields without which no line can be counted. */
  boolean usable() {
    // What a gRPC call failed with stands beside a status of 200.
    return matcher.usable()
        && matcher.index(AccessField.GRPC_STATUS) < 0
        && time >= 0
        && status >= 0
        && flags >= 0
        && cluster >= 0
        && upstreamLocal >= 0
        && downstreamLocal >= 0
        && downstreamRemote >= 0;
  }

  /**
   * A line that is not only counted.
   *
   * @param before start of the counted line before it, milliseconds since 1970; -1 when the line
   *     before was not counted
   * @param observation null when it is not of the format
   */
  record Line(
      String text, int number, boolean cut, long before, @Nullable Observation observation) {}

  /**
   * What was found in a chunk.
   *
   * @param lines number of lines
   * @param counted complete successes by kind of writer and status
   * @param first earliest start, milliseconds since 1970; {@link Long#MAX_VALUE} when none
   * @param last latest end
   * @param lastCounted start of the last line when that was counted; -1 otherwise
   * @param others the lines that are not counted, numbered from 0
   * @param answers of the counted lines, in the order of the file
   */
  record Result(
      LineChunks.Chunk chunk,
      int lines,
      long[][] counted,
      long first,
      long last,
      long lastCounted,
      List<Line> others,
      List<CountedAnswer> answers) {}

  /**
   * What a counted line says for the silence before later requests; keys of {@link LastAnswers}.
   *
   * @param end milliseconds since 1970
   */
  record CountedAnswer(int number, long connection, long host, long end) {}

  /**
   * Scans all lines.
   *
   * @param sample of so many successes, a power of two, about one is read in full; 1 for all, 0 for
   *     none
   */
  Result scan(LineChunks.Chunk chunk, long sample, LineContext context) {
    long[][] counted = new long[Kind.values().length][STATUSES];
    List<Line> others = new ArrayList<>();
    List<CountedAnswer> answers = new ArrayList<>();
    long writer = LastAnswers.key(0, context.instance());
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    long lastCounted = -1;
    byte[] bytes = chunk.bytes();
    int lines = 0;
    int from = chunk.begin();
    while (from < chunk.end()) {
      int end = matcher.findEnd(bytes, from, chunk.end());
      Kind kind = sample != 1 && matcher.match(bytes, from) ? success(bytes) : Kind.UNKNOWN;
      if (kind != Kind.UNKNOWN && sample != 0 && inSample(bytes, sample)) {
        kind = Kind.UNKNOWN;
      }
      long start = kind == Kind.UNKNOWN ? -1 : matcher.millis(bytes, time);
      if (start >= 0) {
        counted[kind.ordinal()][(int) matcher.number(bytes, status)]++;
        first = Math.min(first, start);
        long finish = start + (duration < 0 ? 0 : duration(bytes));
        last = Math.max(last, finish);
        if (upstreamHost >= 0) {
          answers.add(answer(bytes, writer, lines, finish));
        }
      } else {
        others.add(line(chunk, from, end, lines, lastCounted, context));
      }
      lastCounted = start;
      lines++;
      from = end + 1;
    }
    return new Result(chunk, lines, counted, first, last, lastCounted, others, answers);
  }

  private CountedAnswer answer(byte[] bytes, long writer, int number, long end) {
    long host = key(writer, bytes, upstreamHost);
    long connection = matcher.isNone(bytes, upstreamLocal) ? 0 : key(host, bytes, upstreamLocal);
    return new CountedAnswer(number, connection, host, end);
  }

  private long key(long seed, byte[] bytes, int field) {
    return LastAnswers.key(seed, bytes, matcher.start(field), matcher.end(field));
  }

  private Line line(
      LineChunks.Chunk chunk, int from, int end, int number, long before, LineContext context) {
    boolean cut = chunk.cut() || end - from > LONGEST_LINE;
    int to = cut ? Math.min(end, from + LONGEST_LINE) : end;
    if (to > from && chunk.bytes()[to - 1] == '\r') {
      to--;
    }
    String text = new String(chunk.bytes(), from, to - from, StandardCharsets.UTF_8);
    return new Line(text, number, cut, before, parser.observation(text, context));
  }

  private boolean inSample(byte[] bytes, long sample) {
    int field = requestId >= 0 && matcher.length(requestId) >= Long.BYTES ? requestId : time;
    long mixed = matcher.lastEight(bytes, field) * GOLDEN;
    return mixed >>> 32 < (1L << 32) / sample;
  }

  private long duration(byte[] bytes) {
    return Math.max(0, matcher.number(bytes, duration));
  }

  /** The writer when the line that matched is a complete success; UNKNOWN otherwise. */
  private Kind success(byte[] bytes) {
    if (!matcher.isNone(bytes, flags)
        || (details >= 0 && !matcher.is(bytes, details, FROM_UPSTREAM))
        || (transportFailure >= 0 && !matcher.isNone(bytes, transportFailure))) {
      return Kind.UNKNOWN;
    }
    long code = matcher.number(bytes, status);
    boolean complete = code >= 100 && code < 500 && code != 431 && code != 460 && code != 499;
    return complete ? kind(bytes) : Kind.UNKNOWN;
  }

  /** The same as {@link VantageResolver#kind}. */
  private Kind kind(byte[] bytes) {
    if (matcher.begins(bytes, cluster, INBOUND)
        || matcher.begins(bytes, cluster, INBOUND_PASSTHROUGH)) {
      return Kind.INBOUND;
    }
    if (matcher.begins(bytes, cluster, INBOUND_WAYPOINT)) {
      return Kind.GATEWAY;
    }
    if (matcher.begins(bytes, upstreamLocal, NONE)
        || matcher.begins(bytes, upstreamLocal, LOOPBACK)
        || matcher.begins(bytes, upstreamLocal, BRACKET)) {
      return Kind.UNKNOWN;
    }
    if (sameHost(bytes, upstreamLocal, downstreamRemote)) {
      return Kind.OUTBOUND;
    }
    return sameHost(bytes, upstreamLocal, downstreamLocal) ? Kind.GATEWAY : Kind.UNKNOWN;
  }

  private boolean sameHost(byte[] bytes, int one, int other) {
    int oneEnd = hostEnd(bytes, one);
    int otherEnd = hostEnd(bytes, other);
    return Arrays.equals(bytes, matcher.start(one), oneEnd, bytes, matcher.start(other), otherEnd);
  }

  private int hostEnd(byte[] bytes, int field) {
    for (int i = matcher.end(field) - 1; i > matcher.start(field); i--) {
      if (bytes[i] == ':') {
        return i;
      }
    }
    return matcher.end(field);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
