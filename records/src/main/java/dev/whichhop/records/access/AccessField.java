package dev.whichhop.records.access;

import dev.whichhop.model.evidence.Observation;
import dev.whichhop.records.log.LeadingTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a field of an access log means, whatever the format calls it, and how its text gets into an
 * observation. Texts that do not fit are ignored: one odd field must not cost the line.
 */
public enum AccessField {
  START_TIME,
  METHOD,
  PATH,
  PROTOCOL,
  STATUS,
  /** As a number or a name, see {@link GrpcStatus}. */
  GRPC_STATUS,
  FLAGS,
  DETAILS,
  TERMINATION_DETAILS,
  TRANSPORT_FAILURE,
  DOWNSTREAM_TRANSPORT_FAILURE,
  BYTES_RECEIVED,
  BYTES_SENT,
  /** Milliseconds, Envoy's unit. */
  DURATION,
  /** Seconds with a fraction, the unit of nginx. */
  DURATION_SECONDS,
  /** Milliseconds, the header {@code x-envoy-upstream-service-time}. */
  UPSTREAM_TIME,
  /** Seconds with a fraction; the last one of a list. */
  UPSTREAM_TIME_SECONDS,
  FORWARDED_FOR,
  USER_AGENT,
  REQUEST_ID,
  AUTHORITY,
  UPSTREAM_HOST,
  UPSTREAM_CLUSTER,
  UPSTREAM_LOCAL_ADDRESS,
  DOWNSTREAM_LOCAL_ADDRESS,
  DOWNSTREAM_REMOTE_ADDRESS,
  SERVER_NAME,
  ROUTE_NAME,
  OTHER;

  /** True for fields of which a value is a whole number or {@code -}. */
  boolean numeric() {
    return switch (this) {
      case STATUS, BYTES_RECEIVED, BYTES_SENT, DURATION, UPSTREAM_TIME -> true;
      default -> false;
    };
  }

  /** True for fields of which nearly every line has another value, so that sharing is in vain. */
  boolean distinct() {
    return switch (this) {
      case START_TIME, REQUEST_ID, UPSTREAM_LOCAL_ADDRESS, DOWNSTREAM_REMOTE_ADDRESS -> true;
      default -> false;
    };
  }

  /** Sets the field of the observation; {@code -} and empty texts leave it unset. */
  void set(Observation.Builder into, String value, TextCache cache) {
    if (value.isEmpty() || value.equals("-")) {
      return;
    }
    switch (this) {
      case START_TIME -> into.time(time(value));
      case METHOD -> into.method(cache.same(value));
      case PATH -> into.path(cache.same(value));
      case PROTOCOL -> into.protocol(cache.same(value));
      case STATUS -> into.status((int) Math.clamp(number(value), -1, 999));
      case GRPC_STATUS -> into.grpcStatus(GrpcStatus.number(value));
      case FLAGS -> into.flags(cache.same(value));
      case DETAILS, TERMINATION_DETAILS -> into.details(cache.same(value));
      case TRANSPORT_FAILURE, DOWNSTREAM_TRANSPORT_FAILURE ->
          into.transportFailure(cache.same(value));
      case BYTES_RECEIVED -> into.bytesReceived(number(value));
      case BYTES_SENT -> into.bytesSent(number(value));
      case DURATION -> into.duration(millis(value));
      case DURATION_SECONDS -> into.duration(seconds(value));
      case UPSTREAM_TIME -> into.upstreamTime(millis(value));
      case UPSTREAM_TIME_SECONDS -> into.upstreamTime(seconds(value));
      case FORWARDED_FOR -> into.forwardedFor(cache.same(value));
      case USER_AGENT -> into.userAgent(cache.same(value));
      case REQUEST_ID -> into.requestId(value);
      case AUTHORITY -> into.authority(cache.same(value));
      case UPSTREAM_HOST -> into.upstreamHost(cache.same(value));
      case UPSTREAM_CLUSTER -> into.upstreamCluster(cache.same(value));
      case UPSTREAM_LOCAL_ADDRESS -> into.upstreamLocalAddress(value);
      case DOWNSTREAM_LOCAL_ADDRESS -> into.downstreamLocalAddress(cache.same(value));
      case DOWNSTREAM_REMOTE_ADDRESS -> into.downstreamRemoteAddress(value);
      case SERVER_NAME -> into.serverName(cache.same(value));
      case ROUTE_NAME -> into.routeName(cache.same(value));
      case OTHER -> {}
    }
  }

  static @Nullable Instant time(String value) {
    Instant iso = UtcTime.parse(value);
    return iso != null ? iso : LeadingTime.parse(value);
  }

  /** A whole number, not negative; -1 when the text is none. */
  static long number(String value) {
    if (value.isEmpty() || value.length() > 18) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < value.length(); i++) {
      int digit = value.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static @Nullable Duration millis(String value) {
    long number = number(value);
    return number < 0 ? null : Duration.ofMillis(number);
  }

  /** Seconds with up to nine decimals; null when the text is no such number. */
  static @Nullable Duration seconds(String value) {
    int point = value.indexOf('.');
    long whole = number(point < 0 ? value : value.substring(0, point));
    if (whole < 0) {
      return null;
    }
    if (point < 0) {
      return Duration.ofSeconds(whole);
    }
    String digits = value.substring(point + 1, Math.min(value.length(), point + 10));
    long fraction = number(digits);
    if (fraction < 0) {
      return null;
    }
    for (int i = digits.length(); i < 9; i++) {
      fraction *= 10;
    }
    return Duration.ofSeconds(whole, fraction);
  }
}
