package dev.whichhop.fix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A folder with a file for each fix: a JSON object a line, only ever appended, on the disk before
 * what it announces is done. A last line without its line break was never finished; since nothing
 * is sent before a line is whole, it announces nothing that has happened.
 */
public final class Journal implements AutoCloseable {
  private static final String ENDING = ".jsonl";
  private static final Pattern ID = Pattern.compile("[0-9]{8}-[0-9]{6}(-[0-9]+)?");

  private final Path folder;
  private final FileChannel lockFile;
  private final FileLock lock;
  private final Checkpoint checkpoint;

  private Journal(Path folder, FileChannel lockFile, FileLock lock, Checkpoint checkpoint) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.lock = lock;
    this.checkpoint = checkpoint;
  }

  /**
   * Opens the folder for writing, and makes it where it is missing; only its owner may read it.
   *
   * @throws IOException when it cannot be written, or another process writes there
   */
  public static Journal open(Path folder, Checkpoint checkpoint) throws IOException {
    Files.createDirectories(folder);
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    FileChannel lockFile =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = lock(lockFile);
    if (lock == null) {
      lockFile.close();
      throw new IOException(folder + ": another whichhop fix is at work; wait until it has ended");
    }
    return new Journal(folder, lockFile, lock, checkpoint);
  }

  /** Null when another process, or another journal of this one, has it. */
  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException here) {
      return null;
    }
  }

  /** Adds a line; it is on the disk when this returns. */
  void write(String fix, Event event) throws IOException {
    ObjectNode line = JsonMapper.shared().createObjectNode();
    line.put("event", event.getClass().getSimpleName());
    line.setAll((ObjectNode) JsonMapper.shared().valueToTree(event));
    checkpoint.reached("before " + event.getClass().getSimpleName());
    Path file = file(folder, fix);
    boolean first = Files.notExists(file);
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.position(wholeLines(channel));
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.truncate(channel.position());
      channel.force(true);
    }
    if (first) {
      // The name of a new file is on the disk only when its folder is.
      try (FileChannel parent = FileChannel.open(folder, StandardOpenOption.READ)) {
        parent.force(true);
      }
    }
    checkpoint.reached("after " + event.getClass().getSimpleName());
  }

  /** Where the next line begins: an unfinished one is written over. */
  private static long wholeLines(FileChannel channel) throws IOException {
    long end = channel.size();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (end > 0) {
      channel.read(one.clear(), end - 1);
      if (one.get(0) == '\n') {
        return end;
      }
      end--;
    }
    return 0;
  }

  /** Name of a new fix that begins at this second, such as {@code 20261128-120301}. */
  String newFix(String second) {
    String fix = second;
    for (int i = 2; Files.exists(file(folder, fix)); i++) {
      fix = second + "-" + i;
    }
    return fix;
  }

  /** The fixes of a folder, the oldest first; none where there is no folder. */
  static List<String> fixes(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(one -> "" + one.getFileName())
          .filter(one -> one.endsWith(ENDING))
          .map(one -> one.substring(0, one.length() - ENDING.length()))
          .filter(one -> ID.matcher(one).matches())
          .sorted()
          .toList();
    }
  }

  /**
   * The whole lines of a fix.
   *
   * @throws IOException when there is no such fix, or its file is damaged or of a later format
   */
  static List<Event> read(Path folder, String fix) throws IOException {
    if (!ID.matcher(fix).matches() || !Files.isRegularFile(file(folder, fix))) {
      throw new IOException("there is no fix " + fix + " in " + folder);
    }
    String text = Files.readString(file(folder, fix));
    List<Event> events = new ArrayList<>();
    int number = 1;
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      events.add(event(line, file(folder, fix) + ":" + number));
      number++;
    }
    return events;
  }

  private static Event event(String line, String place) throws IOException {
    try {
      JsonNode tree = JsonMapper.shared().readTree(line);
      if (tree.path("version").asInt(Event.VERSION) > Event.VERSION) {
        throw new IOException(place + ": written by a later version of whichhop; use that one");
      }
      String name = tree.path("event").asString("");
      for (Class<?> kind : Event.class.getPermittedSubclasses()) {
        if (kind.getSimpleName().equals(name)) {
          return (Event) JsonMapper.shared().treeToValue(tree, kind);
        }
      }
      throw new IOException(place + ": expected an event, found \"" + name + "\"");
    } catch (JacksonException damaged) {
      throw new IOException(place + ": damaged (" + damaged.getOriginalMessage() + ")", damaged);
    }
  }

  private static Path file(Path folder, String fix) {
    return folder.resolve(fix + ENDING);
  }

  @Override
  public void close() throws IOException {
    lock.close();
    lockFile.close();
  }
}
