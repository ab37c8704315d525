package dev.whichhop.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Clients of the SDK, all over the HTTP client of the JDK. Nothing is sent before the first call.
 */
public final class AwsClients {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration READ = Duration.ofSeconds(60);

  private AwsClients() {}

  /**
   * Finds the Region of a bucket by itself.
   *
   * @throws AwsException where the profile does not exist or no Region is known
   */
  public static S3Client s3(AwsSettings settings) throws AwsException {
    return built(
        "s3",
        settings,
        () ->
            with(settings, S3Client.builder())
                // Names of buckets are no names of hosts below an address of one's own.
                .forcePathStyle(settings.endpoint() != null)
                .crossRegionAccessEnabled(settings.endpoint() == null)
                .build());
  }

  /**
   * @throws AwsException where the profile does not exist or no Region is known
   */
  public static CloudWatchLogsClient logs(AwsSettings settings) throws AwsException {
    return built("logs", settings, () -> with(settings, CloudWatchLogsClient.builder()).build());
  }

  /**
   * @throws AwsException where the profile does not exist or no Region is known
   */
  public static Ec2Client ec2(AwsSettings settings) throws AwsException {
    return built("ec2", settings, () -> with(settings, Ec2Client.builder()).build());
  }

  private static <T> T built(String service, AwsSettings settings, AwsCall.Call<T> build)
      throws AwsException {
    return new AwsCall(service, service, settings.region()).answer(build);
  }

  private static <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B with(
      AwsSettings settings, B builder) throws AwsException {
    builder.httpClientBuilder(
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ));
    String profile = settings.profile();
    if (profile != null) {
      ProfileFile file = ProfileFile.defaultProfileFile();
      if (file.profile(profile).isEmpty()) {
        throw new AwsCall("-", profile, settings.region())
            .exception(AwsProblem.NO_PROFILE, "not in the configuration of the AWS CLI", null);
      }
      builder.credentialsProvider(
          DefaultCredentialsProvider.builder().profileName(profile).build());
      builder.overrideConfiguration(override -> override.defaultProfileName(profile));
    }
    String region = settings.region();
    if (region != null) {
      builder.region(Region.of(region));
    }
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    return builder;
  }
}
