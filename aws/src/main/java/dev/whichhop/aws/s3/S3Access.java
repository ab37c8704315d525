package dev.whichhop.aws.s3;

import dev.whichhop.aws.AwsClients;
import dev.whichhop.aws.AwsException;
import dev.whichhop.aws.AwsSettings;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import software.amazon.awssdk.services.s3.S3Client;

/** Objects of S3: which there are, and copies of them. */
public final class S3Access implements AutoCloseable {
  private final S3Client client;
  private final AwsSettings settings;
  private final BooleanSupplier stopped;

  /**
   * @param stopped asked all the time; what runs ends when it says true
   * @throws AwsException where the profile does not exist or no Region is known
   */
  public S3Access(AwsSettings settings, BooleanSupplier stopped) throws AwsException {
    this.client = AwsClients.s3(settings);
    this.settings = settings;
    this.stopped = stopped;
  }

  /**
   * @throws AwsException where the bucket cannot be listed, or it was interrupted
   */
  public S3Listing.Found find(S3Location location, KeyChoice choice) throws AwsException {
    return new S3Listing(client, settings, stopped).find(location, choice);
  }

  /**
   * Copies what is not there yet.
   *
   * @param progress is told of bytes as they come
   * @throws AwsException where one object cannot be had for a reason that concerns all of them
   * @throws IOException where a copy cannot be written
   */
  public S3Fetch.Fetched fetch(List<S3Item> items, Staging staging, LongConsumer progress)
      throws IOException {
    return new S3Fetch(client, settings, staging, stopped).fetch(items, progress);
  }

  @Override
  public void close() {
    client.close();
  }
}
