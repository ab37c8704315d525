package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.CannotAnswer;
import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.aws.AwsException;
import dev.whichhop.aws.AwsSettings;
import dev.whichhop.aws.s3.KeyChoice;
import dev.whichhop.aws.s3.S3Access;
import dev.whichhop.aws.s3.S3Fetch;
import dev.whichhop.aws.s3.S3Item;
import dev.whichhop.aws.s3.S3Listing;
import dev.whichhop.aws.s3.S3Location;
import dev.whichhop.aws.s3.Staging;
import dev.whichhop.flows.input.DeliveryFolder;
import dev.whichhop.flows.input.DeliveryPeriod;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.knowledge.Messages;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Objects of S3 as files of the staging folder; what it takes is said before it is taken. */
final class S3Source {
  private final CommandLine line;
  private final AwsOptions options;
  private final Messages messages;

  /**
   * @param closed objects and folders that were left out by their names
   */
  record Copies(List<S3Fetch.Copied> copies, List<S3Fetch.Unread> unread, int closed) {}

  S3Source(CommandLine line, AwsOptions options) {
    this.line = line;
    this.options = options;
    this.messages = options.messages();
  }

  /**
   * @throws CannotAnswer where AWS refuses, it is more than may be fetched, or the disk fails
   */
  Copies copies(String url, Interval interval) {
    S3Location location =
        S3Location.parse(url)
            .orElseThrow(() ->
                new ParameterException(
                    line,
                    "expected s3://bucket or s3://bucket/prefix, found \""
                        + SafeText.line(url)
                        + "\""));
    AwsSettings settings = options.settings();
    try (S3Access s3 = new S3Access(settings, options.interruption()::requested)) {
      S3Listing.Found found = s3.find(location, choice(interval));
      int closed = found.closedFolders() + found.leftOut();
      if (found.objects().isEmpty() && closed == 0) {
        throw new CannotAnswer(
            messages.text("aws.s3.nothing", Map.of("location", location.toString())),
            ExitStatus.UNREADABLE);
      }
      Staging staging = Staging.open(options.staging(), settings, InstantSource.system());
      long missing = allow(location, found, staging);
      S3Fetch.Fetched fetched = s3.fetch(found.objects(), staging, progress(missing));
      return new Copies(fetched.copies(), fetched.unread(), closed);
    } catch (AwsException refused) {
      throw AwsRefusal.of(refused, messages);
    } catch (IOException ofDisk) {
      throw new CannotAnswer(
          messages.text(
              "aws.s3.not-kept",
              Map.of("folder", options.staging().toString(), "said", ofDisk.toString())),
          ExitStatus.UNREADABLE,
          ofDisk);
    } finally {
      options.interruption().done();
    }
  }

  private static KeyChoice choice(Interval interval) {
    return new KeyChoice() {
      @Override
      public boolean all() {
        return interval.isAlways();
      }

      @Override
      public boolean folder(String prefix) {
        return !DeliveryFolder.isOutside(prefix, interval);
      }

      @Override
      public boolean object(String key) {
        return !DeliveryPeriod.isOutside(key, interval);
      }
    };
  }

  /** Says what it takes; refuses what is too much, and makes room for the rest: so many bytes. */
  private long allow(S3Location location, S3Listing.Found found, Staging staging)
      throws IOException {
    List<S3Item> missing = new ArrayList<>();
    for (S3Item item : found.objects()) {
      if (!item.archived() && !staging.has(item)) {
        missing.add(item);
      }
    }
    long bytes = missing.stream().mapToLong(S3Item::size).sum();
    Map<String, String> values =
        Map.of(
            "location", location.toString(),
            "objects", "" + found.objects().size(),
            "bytes", ByteText.of(found.bytes()),
            "missing", "" + missing.size(),
            "missing-bytes", ByteText.of(bytes),
            "lists", "" + found.requests(),
            "limit", ByteText.of(options.limit()),
            "folder", options.staging().toString(),
            "space", ByteText.of(staging.space()));
    say("aws.s3.takes", values);
    if (bytes > options.limit() && !options.yes()) {
      throw new CannotAnswer(messages.text("aws.s3.too-much", values), ExitStatus.USAGE);
    }
    staging.makeRoom(bytes, options.limit(), found.objects());
    if (bytes > staging.space()) {
      throw new CannotAnswer(messages.text("aws.s3.no-space", values), ExitStatus.UNREADABLE);
    }
    return bytes;
  }

  private FetchProgress progress(long bytes) {
    return new FetchProgress(options.err(), messages, bytes);
  }

  private void say(String key, Map<String, String> values) {
    options.err().println("whichhop: " + SafeText.text(messages.text(key, values)));
  }
}
