package dev.whichhop.aws.s3;

import dev.whichhop.aws.AwsSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder with copies of objects. A copy lies below a name made of bucket, key, ETag and size,
 * and gets it only when it is whole, so what is there need not be fetched again, and a changed
 * object is another one.
 *
 * <p>What was used longest ago goes first when there is no room. Another process that still wants
 * it finds it missing and says so.
 */
public final class Staging {
  private static final String PART = ".part";

  /**
   * No download of one object takes longer; what is older was left by a process that was killed.
   */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private static final int LONGEST_NAME = 120;

  private final Path folder;
  private final InstantSource clock;
  private final String source;

  private record Copy(Path path, long size, Instant used) {}

  /** Opens the folder, and makes it, for its owner alone, where it does not exist. */
  public static Staging open(Path folder, AwsSettings settings, InstantSource clock)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
      if (posix) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(folder);
      }
    }
    Staging staging =
        new Staging(folder, settings.endpoint() == null ? "" : "" + settings.endpoint(), clock);
    staging.sweep();
    return staging;
  }

  private Staging(Path folder, String source, InstantSource clock) {
    this.folder = folder;
    this.source = source;
    this.clock = clock;
  }

  /** Where the copy of an object lies, or will lie. */
  Path place(S3Item item) {
    String identity =
        String.join("\n", source, item.bucket(), item.key(), item.eTag(), "" + item.size());
    return folder.resolve(digest(identity)).resolve(name(item.key()));
  }

  /** The last part of the key, without what a file system or terminal could take amiss. */
  private static String name(String key) {
    String last = key.substring(key.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._=-]", "_");
    String end = last.length() > LONGEST_NAME ? last.substring(last.length() - LONGEST_NAME) : last;
    return end.startsWith(".") ? "_" + end : end;
  }

  private static String digest(String text) {
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha, 0, 16);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** Whether the object is there, whole; then it counts as used now. */
  public boolean has(S3Item item) throws IOException {
    Path place = place(item);
    if (!Files.isRegularFile(place) || Files.size(place) != item.size()) {
      return false;
    }
    Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
    return true;
  }

  /** A new file for what is not whole yet. */
  Path part() throws IOException {
    return Files.createTempFile(folder, "", PART);
  }

  /** Makes a whole download the copy of its object, in one step. */
  void keep(Path part, S3Item item) throws IOException {
    Path place = place(item);
    Files.createDirectories(place.getParent());
    Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
    Files.move(part, place, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Makes room for so many bytes within the limit, and leaves alone what is needed.
   *
   * @param limit bytes that all copies may take; what is needed now may take more
   */
  public void makeRoom(long bytes, long limit, List<S3Item> needed) throws IOException {
    Set<Path> kept = new java.util.HashSet<>();
    needed.forEach(item -> kept.add(place(item)));
    List<Copy> copies = copies();
    copies.sort(Comparator.comparing(Copy::used));
    long total = copies.stream().mapToLong(Copy::size).sum();
    for (Copy copy : copies) {
      if (total + bytes <= limit) {
        return;
      }
      if (!kept.contains(copy.path())) {
        Files.deleteIfExists(copy.path());
        Files.deleteIfExists(copy.path().getParent());
        total -= copy.size();
      }
    }
  }

  /** Bytes that the disk has left. */
  public long space() throws IOException {
    FileStore store = Files.getFileStore(folder);
    return store.getUsableSpace();
  }

  private List<Copy> copies() throws IOException {
    List<Copy> copies = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      for (Path file : files.toList()) {
        if (file.getNameCount() == folder.getNameCount() + 2 && Files.isRegularFile(file)) {
          copies.add(new Copy(file, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
        }
      }
    }
    return copies;
  }

  private void sweep() throws IOException {
    Instant before = clock.instant().minus(ABANDONED);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(PART)).toList()) {
        try {
          if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
            Files.deleteIfExists(file);
          }
        } catch (NoSuchFileException finished) {
          continue; // by another process
        }
      }
    }
  }
}
