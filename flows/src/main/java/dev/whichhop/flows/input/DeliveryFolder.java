package dev.whichhop.flows.input;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time that a folder of flow logs in S3 is for ("Flow log files", VPC guide): below {@code
 * AWSLogs/account/vpcflowlogs/region/} or, compatible with Hive, {@code
 * AWSLogs/aws-account-id=…/aws-service=vpcflowlogs/aws-region=…/}, one for the year, month, day
 * and, where partitions are hourly, hour. Other folders are for any time.
 */
public final class DeliveryFolder {
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:.*/)?AWSLogs/[^/]+/vpcflowlogs/[^/]+"
              + "/(\\d{4})/(?:(\\d\\d)/(?:(\\d\\d)/(?:(\\d\\d)/)?)?)?");

  private static final Pattern HIVE =
      Pattern.compile(
          "(?:.*/)?AWSLogs/aws-account-id=[^/]+/aws-service=vpcflowlogs/aws-region=[^/]+"
              + "/year=(\\d{4})/(?:month=(\\d\\d)/(?:day=(\\d\\d)/(?:hour=(\\d\\d)/)?)?)?");

  private static final ChronoUnit[] UNITS = {
    ChronoUnit.YEARS, ChronoUnit.MONTHS, ChronoUnit.DAYS, ChronoUnit.HOURS
  };

  private DeliveryFolder() {}

  /**
   * True when no record below the folder can start within the interval.
   *
   * @param prefix the key as far as the folder's slash
   */
  public static boolean isOutside(String prefix, Interval interval) {
    if (interval.isAlways()) {
      return false;
    }
    Matcher plain = PLAIN.matcher(prefix);
    if (plain.matches()) {
      return isOutside(plain, interval);
    }
    Matcher hive = HIVE.matcher(prefix);
    return hive.matches() && isOutside(hive, interval);
  }

  private static boolean isOutside(Matcher date, Interval interval) {
    int[] parts = {0, 1, 1, 0};
    int depth = 0;
    while (depth < parts.length && date.group(depth + 1) != null) {
      parts[depth] = Integer.parseInt(date.group(depth + 1));
      depth++;
    }
    try {
      LocalDateTime begin = LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], 0);
      return DeliveryPeriod.isOutside(
          begin.toInstant(ZoneOffset.UTC),
          begin.plus(1, UNITS[depth - 1]).toInstant(ZoneOffset.UTC),
          interval);
    } catch (DateTimeException noDate) {
      return false;
    }
  }
}
