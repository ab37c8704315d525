package dev.whichhop.aws.s3;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code s3://bucket/prefix} names: all objects whose keys begin so.
 *
 * @param prefix may be empty, and need not end in a slash
 */
public record S3Location(String bucket, String prefix) {
  public static final String SCHEME = "s3://";

  /** "General purpose bucket naming rules", S3 user guide. */
  private static final Pattern URL =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?", Pattern.DOTALL);

  /** Nothing when the text names no bucket. */
  public static Optional<S3Location> parse(String url) {
    Matcher matcher = URL.matcher(url);
    return matcher.matches()
        ? Optional.of(
            new S3Location(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return SCHEME + bucket + "/" + prefix;
  }
}
