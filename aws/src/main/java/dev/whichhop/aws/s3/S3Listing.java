package dev.whichhop.aws.s3;

import dev.whichhop.aws.AwsCall;
import dev.whichhop.aws.AwsException;
import dev.whichhop.aws.AwsProblem;
import dev.whichhop.aws.AwsSettings;
import dev.whichhop.aws.Permission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.OptionalObjectAttributes;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Finds the objects at a location that are asked for. Folders that cannot hold any stay closed. */
public final class S3Listing {
  private final S3Client client;
  private final AwsSettings settings;
  private final BooleanSupplier stopped;

  /**
   * @param objects in the order of their keys
   * @param closedFolders that were left out by their names, with all that they hold
   * @param leftOut objects that were left out by their names
   * @param requests that it took
   */
  public record Found(List<S3Item> objects, int closedFolders, int leftOut, int requests) {
    public long bytes() {
      return objects.stream().mapToLong(S3Item::size).sum();
    }
  }

  /**
   * @param stopped asked before each request; listing ends when it says true
   */
  S3Listing(S3Client client, AwsSettings settings, BooleanSupplier stopped) {
    this.client = client;
    this.settings = settings;
    this.stopped = stopped;
  }

  /**
   * @throws AwsException where the bucket cannot be listed, or it was interrupted
   */
  Found find(S3Location location, KeyChoice choice) throws AwsException {
    AwsCall call = new AwsCall(Permission.LIST_BUCKET, location.bucket(), settings.region());
    List<S3Item> objects = new ArrayList<>();
    int closed = 0;
    int leftOut = 0;
    int requests = 0;
    Deque<String> folders = new ArrayDeque<>();
    folders.push(location.prefix());
    while (!folders.isEmpty()) {
      String folder = folders.pop();
      String next = null;
      do {
        if (stopped.getAsBoolean()) {
          throw call.exception(AwsProblem.INTERRUPTED, "", null);
        }
        ListObjectsV2Request request = request(location.bucket(), folder, choice.all(), next);
        ListObjectsV2Response page = call.answer(() -> client.listObjectsV2(request));
        requests++;
        for (CommonPrefix below : page.commonPrefixes()) {
          if (choice.folder(below.prefix())) {
            folders.push(below.prefix());
          } else {
            closed++;
          }
        }
        for (S3Object one : page.contents()) {
          if (one.key().endsWith("/")) {
            continue; // what a console makes of a folder
          }
          if (choice.object(one.key())) {
            objects.add(item(location.bucket(), one));
          } else {
            leftOut++;
          }
        }
        next = page.nextContinuationToken();
      } while (next != null);
    }
    objects.sort(Comparator.comparing(S3Item::key));
    return new Found(List.copyOf(objects), closed, leftOut, requests);
  }

  private ListObjectsV2Request request(
      String bucket, String prefix, boolean all, @Nullable String token) {
    return ListObjectsV2Request.builder()
        .bucket(bucket)
        .prefix(prefix)
        .delimiter(all ? null : "/")
        .continuationToken(token)
        .optionalObjectAttributes(OptionalObjectAttributes.RESTORE_STATUS)
        .requestPayer(settings.requesterPays() ? RequestPayer.REQUESTER : null)
        .build();
  }

  /** A restored copy can be read until it expires. */
  private static boolean isRestored(S3Object one) {
    return one.restoreStatus() != null && one.restoreStatus().restoreExpiryDate() != null;
  }

  private static S3Item item(String bucket, S3Object one) {
    String eTag = one.eTag() == null ? "" : one.eTag().replace("\"", "");
    // GLACIER_IR is read like any other ("Storage classes", S3 user guide).
    boolean archived =
        switch (one.storageClass()) {
          case GLACIER, DEEP_ARCHIVE -> !isRestored(one);
          case null, default -> false;
        };
    return new S3Item(bucket, one.key(), one.size() == null ? 0 : one.size(), eTag, archived);
  }
}
