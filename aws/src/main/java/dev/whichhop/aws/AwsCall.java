package dev.whichhop.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One call of AWS and what it takes: turns what the SDK throws into the problem behind it.
 *
 * @param action the IAM action that allows it
 * @param resource what is asked: bucket, object, log group
 * @param region the Region that was chosen; null for that of the chain
 */
public record AwsCall(String action, String resource, @Nullable String region) {
  /** Codes that services share ("Common error types" of their API references), and those of S3. */
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");

  private static final Set<String> WRONG_CREDENTIALS =
      Set.of(
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidToken",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "AuthFailure",
          "IncompleteSignature",
          "MissingAuthenticationToken");

  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "UnauthorizedOperation",
          "Forbidden",
          "AllAccessDisabled",
          "AccountProblem");

  private static final Set<String> THROTTLED =
      Set.of(
          "SlowDown",
          "Throttling",
          "ThrottlingException",
          "ThrottledException",
          "RequestLimitExceeded",
          "RequestThrottled",
          "TooManyRequestsException",
          "LimitExceededException",
          "BandwidthLimitExceeded");

  private static final Set<String> WRONG_REGION =
      Set.of(
          "PermanentRedirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException");

  /** {@code … the region 'us-east-1' is wrong; expecting 'eu-west-1'}. */
  private static final Pattern EXPECTING = Pattern.compile("expecting '([a-z0-9-]{1,40})'");

  private static final int THROTTLED_STATUS = 429;
  private static final int UNAVAILABLE_STATUS = 503;
  private static final int DENIED_STATUS = 403;
  private static final int MOVED_STATUS = 301;

  /** What may be thrown by the SDK. */
  @FunctionalInterface
  public interface Call<T> {
    T make() throws IOException;
  }

  public AwsCall(Permission permission, String resource, @Nullable String region) {
    this(permission.action(), resource, region);
  }

  /**
   * The answer of the call.
   *
   * @throws AwsException with the problem, where there is none
   */
  public <T> T answer(Call<T> call) throws AwsException {
    try {
      return call.make();
    } catch (AwsException known) {
      throw known;
    } catch (AwsServiceException refused) {
      throw exception(problem(refused), said(refused), refused);
    } catch (SdkClientException failed) {
      throw exception(problem(failed), said(failed), failed);
    } catch (SdkException | IOException | UncheckedIOException failed) {
      throw exception(AwsProblem.OTHER, said(failed), failed);
    }
  }

  /** Of this call, for what is found out apart from the SDK. */
  public AwsException exception(AwsProblem problem, String said, @Nullable Throwable cause) {
    Matcher expected = EXPECTING.matcher(said);
    return new AwsException(
        problem,
        Map.of(
            "action", action,
            "resource", resource,
            "region", region == null ? "-" : region,
            "expected", expected.find() ? expected.group(1) : "?",
            "said", said),
        cause);
  }

  private static AwsProblem problem(AwsServiceException refused) {
    String code =
        refused.awsErrorDetails() == null || refused.awsErrorDetails().errorCode() == null
            ? ""
            : refused.awsErrorDetails().errorCode();
    if (EXPIRED.contains(code)) {
      return AwsProblem.EXPIRED;
    }
    // Before the statuses: most of these come with 400 or 403.
    if (WRONG_CREDENTIALS.contains(code)) {
      return AwsProblem.WRONG_CREDENTIALS;
    }
    if (code.equals("RequestTimeTooSkewed")) {
      return AwsProblem.WRONG_CLOCK;
    }
    if (WRONG_REGION.contains(code) || refused.statusCode() == MOVED_STATUS) {
      return AwsProblem.WRONG_REGION;
    }
    if (THROTTLED.contains(code)
        || refused.statusCode() == THROTTLED_STATUS
        || refused.statusCode() == UNAVAILABLE_STATUS) {
      return AwsProblem.THROTTLED;
    }
    return switch (code) {
      case "NoSuchBucket" -> AwsProblem.NO_BUCKET;
      case "ResourceNotFoundException" -> AwsProblem.NO_LOG_GROUP;
      case "MalformedQueryException" -> AwsProblem.WRONG_QUERY;
      default ->
          DENIED.contains(code) || refused.statusCode() == DENIED_STATUS
              ? AwsProblem.DENIED
              : AwsProblem.OTHER;
    };
  }

  /** The SDK has no types for these, only its words. */
  private static AwsProblem problem(SdkClientException failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return AwsProblem.UNREACHABLE;
      }
    }
    String said = said(failed).toLowerCase(Locale.ROOT);
    if (said.contains("expired") || said.contains("sso session") || said.contains("sso login")) {
      return AwsProblem.EXPIRED;
    }
    if (said.contains("load credentials") || said.contains("no credentials")) {
      return AwsProblem.NO_CREDENTIALS;
    }
    if (said.contains("load region")) {
      return AwsProblem.NO_REGION;
    }
    if (said.contains("profile")) {
      return AwsProblem.NO_PROFILE;
    }
    boolean network = failed.getCause() instanceof IOException || said.contains("http request");
    return network ? AwsProblem.UNREACHABLE : AwsProblem.OTHER;
  }

  private static String said(Throwable failure) {
    String message =
        failure instanceof AwsServiceException refused && refused.awsErrorDetails() != null
            ? refused.awsErrorDetails().errorCode()
                + ": "
                + refused.awsErrorDetails().errorMessage()
            : failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
