package dev.whichhop.app.commands.flows;

import dev.whichhop.app.report.SafeText;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.input.LogFiles;
import dev.whichhop.flows.trino.TrinoAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The paths that a user gives, on disk: objects of S3 are copied to the staging folder first.
 *
 * @param paths files, folders and {@code -}
 * @param urls of the files that are copies
 * @param unread objects that could not be had, with the reason
 * @param closed objects and folders that were left out by their names
 * @param tables of Trino, which are read where they are
 */
record FlowPaths(
    List<Path> paths,
    Map<Path, String> urls,
    List<LogFiles.Unread> unread,
    int closed,
    List<LogFile> tables) {
  private static final String S3 = "s3:";

  /** Copies what is not on disk. AWS's classes are loaded only where an URL asks for them. */
  static FlowPaths of(CommandLine line, List<String> texts, Interval interval, AwsOptions aws)
      throws IOException {
    List<Path> paths = new ArrayList<>();
    Map<Path, String> urls = new HashMap<>();
    List<LogFiles.Unread> unread = new ArrayList<>();
    List<LogFile> tables = new ArrayList<>();
    int closed = 0;
    for (String text : texts) {
      if (text.startsWith(S3)) {
        S3Source.Copies copies = new S3Source(line, aws).copies(text, interval);
        copies.copies().forEach(one -> urls.put(one.path(), one.item().url()));
        copies.copies().forEach(one -> paths.add(one.path()));
        copies
            .unread()
            .forEach(one -> unread.add(new LogFiles.Unread(one.item().url(), one.reason())));
        closed += copies.closed();
      } else if (TrinoAddress.isOne(text)) {
        tables.add(TrinoSource.table(line, text).file(interval));
      } else {
        paths.add(local(line, text));
      }
    }
    return new FlowPaths(
        List.copyOf(paths), Map.copyOf(urls), List.copyOf(unread), closed, List.copyOf(tables));
  }

  /**
   * The paths where only files will do; objects that could not be had are named at once.
   *
   * @throws ParameterException where a table is named
   */
  static List<Path> filesOnly(
      CommandLine line, List<String> texts, Interval interval, AwsOptions aws) throws IOException {
    for (String text : texts) {
      if (TrinoAddress.isOne(text)) {
        throw new ParameterException(
            line,
            "expected a file, a folder or s3://bucket/prefix, found the table \""
                + SafeText.line(text)
                + "\"");
      }
    }
    FlowPaths found = of(line, texts, interval, aws);
    found.unread.forEach(one ->
        line.getErr().println("whichhop: " + SafeText.line(one.name() + ": " + one.reason())));
    return found.paths;
  }

  private static Path local(CommandLine line, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException wrong) {
      throw new ParameterException(line, "no path: " + wrong.getMessage(), wrong);
    }
  }

  /** The files at the paths, copies by the names of their objects. */
  LogFiles find(InputStream standardInput, Interval interval) {
    LogFiles found = LogFiles.find(paths, standardInput, interval);
    if (urls.isEmpty() && unread.isEmpty() && closed == 0 && tables.isEmpty()) {
      return found;
    }
    List<LogFiles.Unread> all = new ArrayList<>(unread);
    found
        .unread()
        .forEach(one ->
            all.add(
                new LogFiles.Unread(
                    urls.getOrDefault(Path.of(one.name()), one.name()), one.reason())));
    return new LogFiles(
        Stream.concat(found.logs().stream().map(this::named), tables.stream())
            .sorted(Comparator.comparing(LogFile::name))
            .toList(),
        found.documents(),
        List.copyOf(all),
        found.pruned() + closed);
  }

  private LogFile named(LogFile file) {
    @Nullable String url = file.path() == null ? null : urls.get(file.path());
    return url == null
        ? file
        : new LogFile(url, file.path(), file.size(), file.kind(), file.content());
  }
}
