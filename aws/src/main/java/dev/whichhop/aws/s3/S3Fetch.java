package dev.whichhop.aws.s3;

import dev.whichhop.aws.AwsCall;
import dev.whichhop.aws.AwsException;
import dev.whichhop.aws.AwsProblem;
import dev.whichhop.aws.AwsSettings;
import dev.whichhop.aws.Permission;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.RequestPayer;

/** Fetches objects into the staging folder, several at a time. */
public final class S3Fetch {
  /** S3 gives one connection a part of what a line can take; more of them only get throttled. */
  private static final int AT_ONCE = 8;

  /** The SDK tries a request again; a body that breaks off is for the caller. */
  private static final int TRIES = 3;

  private static final int BLOCK = 64 << 10;
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

  private final S3Client client;
  private final AwsSettings settings;
  private final Staging staging;
  private final BooleanSupplier stopped;
  private final AtomicBoolean given = new AtomicBoolean();

  /** An object with its copy. */
  public record Copied(S3Item item, Path path) {}

  /**
   * @param unread objects that cannot be had while the others can, with the reason
   */
  public record Fetched(List<Copied> copies, List<Unread> unread) {}

  /** An object that was not fetched. */
  public record Unread(S3Item item, String reason) {}

  private static final class BrokenBody extends IOException {
    BrokenBody(String message) {
      super(message);
    }
  }

  /**
   * @param stopped asked between blocks; fetching ends when it says true
   */
  S3Fetch(S3Client client, AwsSettings settings, Staging staging, BooleanSupplier stopped) {
    this.client = client;
    this.settings = settings;
    this.staging = staging;
    this.stopped = stopped;
  }

  /**
   * @param progress is told of bytes as they come
   * @throws AwsException where one object cannot be had for a reason that concerns all of them
   * @throws IOException where a copy cannot be written
   */
  Fetched fetch(List<S3Item> items, LongConsumer progress) throws IOException {
    List<Copied> copies = new ArrayList<>();
    List<Unread> unread = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<Optional<String>>> answers = new ArrayList<>();
      for (S3Item item : items) {
        Callable<Optional<String>> task = () -> one(item, progress);
        answers.add(threads.submit(task));
      }
      try {
        for (int i = 0; i < items.size(); i++) {
          S3Item item = items.get(i);
          answer(answers.get(i))
              .ifPresentOrElse(
                  reason -> unread.add(new Unread(item, reason)),
                  () -> copies.add(new Copied(item, staging.place(item))));
        }
      } finally {
        given.set(true);
        answers.forEach(one -> one.cancel(false));
      }
    }
    return new Fetched(List.copyOf(copies), List.copyOf(unread));
  }

  private static Optional<String> answer(Future<Optional<String>> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException known) {
        throw known;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AwsException(AwsProblem.INTERRUPTED, java.util.Map.of(), interrupted);
    }
  }

  /** Nothing when the copy is there; else why there is none. */
  private Optional<String> one(S3Item item, LongConsumer progress) throws IOException {
    if (item.archived()) {
      return Optional.of("archived in Glacier; restore it first (aws s3api restore-object)");
    }
    if (staging.has(item)) {
      return Optional.empty();
    }
    AwsCall call = new AwsCall(Permission.GET_OBJECT, item.url(), settings.region());
    BrokenBody broken = null;
    for (int tried = 0; tried < TRIES; tried++) {
      try {
        String reason = call.answer(() -> download(item, call, progress));
        return reason.isEmpty() ? Optional.empty() : Optional.of(reason);
      } catch (AwsException failed) {
        switch (failed.getCause()) {
          case BrokenBody body -> broken = body;
          case IOException ofDisk -> throw ofDisk; // the SDK has exceptions of its own
          case null, default -> throw failed;
        }
      }
    }
    throw call.exception(
        AwsProblem.BROKEN, broken == null ? "" : String.valueOf(broken.getMessage()), broken);
  }

  /** Empty when the copy is whole; else why this object cannot be had. */
  private String download(S3Item item, AwsCall call, LongConsumer progress) throws IOException {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(item.bucket())
            .key(item.key())
            .ifMatch(item.eTag().isEmpty() ? null : item.eTag())
            .requestPayer(settings.requesterPays() ? RequestPayer.REQUESTER : null)
            .build();
    Path part = staging.part();
    try (ResponseInputStream<GetObjectResponse> body = client.getObject(request)) {
      MessageDigest md5 = md5Of(item, body.response());
      long size = copy(body, part, md5, call, progress);
      if (size != item.size()) {
        throw new BrokenBody(size + " of " + item.size() + " bytes");
      }
      if (md5 != null && !HexFormat.of().formatHex(md5.digest()).equals(item.eTag())) {
        throw new BrokenBody("its MD5 is not its ETag");
      }
      staging.keep(part, item);
      return "";
    } catch (AwsServiceException refused) {
      return switch (refused.awsErrorDetails() == null
          ? ""
          : String.valueOf(refused.awsErrorDetails().errorCode())) {
        case "NoSuchKey" -> "deleted since it was listed";
        case "PreconditionFailed" -> "changed since it was listed; run again";
        case "InvalidObjectState" -> "archived; restore it first (aws s3api restore-object)";
        default -> throw refused;
      };
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * The digest that the ETag is of, where it is one: not for objects that were put in several parts
   * or are encrypted with other keys than those of S3 ("Common response headers", S3 API).
   */
  private static @Nullable MessageDigest md5Of(S3Item item, GetObjectResponse response) {
    String encryption = response.serverSideEncryptionAsString();
    boolean ownKeys = encryption == null || encryption.equals("AES256");
    if (!ownKeys
        || response.sseCustomerAlgorithm() != null
        || !MD5.matcher(item.eTag()).matches()) {
      return null;
    }
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException notOnThisJdk) {
      return null; // as where FIPS is enforced; the size still counts
    }
  }

  private long copy(
      InputStream from, Path to, @Nullable MessageDigest md5, AwsCall call, LongConsumer progress)
      throws IOException {
    long size = 0;
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(to)) {
      for (int count = read(from, block); count >= 0; count = read(from, block)) {
        if (stopped.getAsBoolean() || given.get()) {
          throw call.exception(AwsProblem.INTERRUPTED, "", null);
        }
        out.write(block, 0, count);
        if (md5 != null) {
          md5.update(block, 0, count);
        }
        size += count;
        progress.accept(count);
      }
    }
    return size;
  }

  /** What goes wrong here is the connection's fault; what goes wrong in writing is the disk's. */
  private static int read(InputStream from, byte[] block) throws BrokenBody {
    try {
      return from.read(block);
    } catch (IOException | RuntimeException broken) {
      BrokenBody failure = new BrokenBody(String.valueOf(broken.getMessage()));
      failure.initCause(broken);
      throw failure;
    }
  }
}
