package dev.whichhop.flows.input;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The five minutes that a file in S3 is for, from its name: {@code
 * account_vpcflowlogs_region_id_YYYYMMDDTHHmmZ_hash.log.gz}. It holds records whose end lies within
 * them ("Flow log files", VPC guide), so files of another time need not be opened.
 */
public final class DeliveryPeriod {
  private static final Pattern NAME =
      Pattern.compile("[^/]*flowlogs_[^/]*_(\\d{8}T\\d{4})Z_[^/]*$");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm");
  private static final Duration LENGTH = Duration.ofMinutes(5);

  /** A record is at most ten minutes long, and its times may be off by one. */
  private static final Duration LONGEST_RECORD = Duration.ofMinutes(11);

  /** Times in file names have been seen to be late; the page promises "typically". */
  private static final Duration MARGIN = Duration.ofMinutes(15);

  private DeliveryPeriod() {}

  /** True when no record of the file of this name can start within the interval. */
  public static boolean isOutside(String name, Interval interval) {
    Optional<Instant> begin = interval.isAlways() ? Optional.empty() : of(name);
    return begin.map(one -> isOutside(one, one.plus(LENGTH), interval)).orElse(false);
  }

  /** True when no record that was delivered within this time can start within the interval. */
  static boolean isOutside(Instant begin, Instant end, Interval interval) {
    return !interval.touches(begin.minus(LONGEST_RECORD).minus(MARGIN), end.plus(MARGIN));
  }

  private static Optional<Instant> of(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(matcher.group(1), TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException noTime) {
      return Optional.empty();
    }
  }
}
