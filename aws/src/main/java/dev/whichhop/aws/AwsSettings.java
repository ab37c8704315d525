package dev.whichhop.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How AWS is reached. What is not said here, the SDK's own chain finds: environment, profile with
 * role or IAM Identity Center, container, instance.
 *
 * @param profile of {@code ~/.aws/config}; null for the usual one
 * @param region null for that of the chain
 * @param endpoint asked instead of AWS, for a VPC endpoint or an emulator; null for AWS
 * @param requesterPays agrees that requests to S3 are charged to the caller
 */
public record AwsSettings(
    @Nullable String profile,
    @Nullable String region,
    @Nullable URI endpoint,
    boolean requesterPays) {
  public AwsSettings in(@Nullable String otherRegion) {
    return new AwsSettings(profile, otherRegion, endpoint, requesterPays);
  }
}
