package dev.whichhop.evidence.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells archives from files by their first bytes and unpacks them. Nothing is unpacked to files of
 * the archive's choosing: entries of a zip on disk are read in place, those of other archives are
 * kept in the {@link Spool}.
 */
final class Archives implements Closeable {
  /** A log in gzip, in the archive of a pod, in the archive of a bundle: deeper is no evidence. */
  private static final int DEEPEST = 3;

  private static final int BUFFER = 64 << 10;

  /** Zip archives packed on a Chinese Windows have their names in GBK. */
  private static final List<Charset> NAME_CHARSETS =
      List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.ISO_8859_1);

  private final Spool spool;
  private final SourceVisitor visitor;
  private final List<ZipFile> openZips = new ArrayList<>();

  Archives(Spool spool, SourceVisitor visitor) {
    this.spool = spool;
    this.visitor = visitor;
  }

  /**
   * Visits the source itself or, when it is an archive, its entries.
   *
   * @param onDisk the file of the source, when it is one
   */
  void open(Source source, @Nullable Path onDisk) {
    open(source, onDisk, new UnpackBudget(Math.max(0, source.size())), 0);
  }

  private void open(Source source, @Nullable Path onDisk, UnpackBudget budget, int depth) {
    try {
      FileMagic magic = magic(source);
      switch (magic) {
        case TEXT -> visitor.source(source);
        case GZIP, ZIP, TAR -> {
          if (depth == DEEPEST) {
            visitor.unread(source.name(), "an archive in an archive in an archive; not opened");
          } else if (magic == FileMagic.GZIP) {
            gzip(source, budget, depth);
          } else if (magic == FileMagic.TAR) {
            try (InputStream in = source.content().open()) {
              tar(source.name(), in, budget, depth);
            }
          } else if (onDisk != null) {
            zip(source, onDisk, budget, depth);
          } else {
            zipStream(source, budget, depth);
          }
        }
        default -> visitor.unread(source.name(), magic.reason());
      }
    } catch (IOException unreadable) {
      visitor.unread(source.name(), "cannot be read: " + SourceWalker.reason(unreadable));
    }
  }

  private static FileMagic magic(Source source) throws IOException {
    byte[] head;
    try (InputStream in = source.content().open()) {
      head = in.readNBytes(FileMagic.LENGTH);
    }
    return FileMagic.of(head, head.length);
  }

  private void gzip(Source source, UnpackBudget budget, int depth) throws IOException {
    boolean tar;
    try (InputStream in = unpacked(source, budget)) {
      byte[] head = new byte[FileMagic.LENGTH];
      tar = FileMagic.of(head, firstBytes(in, head)) == FileMagic.TAR;
    }
    if (tar) {
      try (InputStream in = unpacked(source, budget)) {
        tar(source.name(), in, budget, depth);
      }
      return;
    }
    // Read again for each look at it, so each time with a budget of its own.
    Source.Content content = () -> unpacked(source, new UnpackBudget(Math.max(0, source.size())));
    visitor.source(new Source(source.name(), source.size(), content));
  }

  /** Damage is reported when the text is read, together with what could be read. */
  private static int firstBytes(InputStream in, byte[] head) {
    int length = 0;
    try {
      for (int count = 0; count >= 0 && length < head.length; ) {
        length += count;
        count = in.read(head, length, head.length - length);
      }
    } catch (IOException damaged) {
      return length;
    }
    return length;
  }

  private static InputStream unpacked(Source source, UnpackBudget budget) throws IOException {
    InputStream packed = source.content().open();
    try {
      return new BudgetedInputStream(new GZIPInputStream(packed, BUFFER), budget);
    } catch (IOException damaged) {
      packed.close();
      throw damaged;
    }
  }

  private void tar(String archive, InputStream in, UnpackBudget budget, int depth)
      throws IOException {
    TarReader tar = new TarReader(in);
    ArchiveEntries entries = new ArchiveEntries(archive, visitor);
    try {
      for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
        budget.entry();
        String name = entries.accept(entry.name());
        if (name == null) {
          continue;
        }
        switch (entry.type()) {
          case FOLDER -> {}
          case OTHER -> entries.unread(name, "a device, pipe or sparse file; not read");
          case LINK ->
              entries.link(
                  name,
                  entry.hardLink()
                      ? EntryName.linkTarget("", entry.target())
                      : EntryName.linkTarget(name, entry.target()));
          case FILE -> {
            Spool.Kept kept = spool.keep(tar.content());
            entries.add(name, kept.slice().size(), kept.slice());
            if (kept.brokenOff() != null) {
              throw kept.brokenOff();
            }
          }
        }
      }
    } catch (IOException stopped) {
      visitor.unread(archive, "stopped early: " + SourceWalker.reason(stopped));
    }
    visit(entries, budget, depth);
  }

  private void zip(Source source, Path file, UnpackBudget budget, int depth) throws IOException {
    ZipFile zip = zipFile(file);
    openZips.add(zip);
    ArchiveEntries entries = new ArchiveEntries(source.name(), visitor);
    List<ZipEntry> all = new ArrayList<>();
    try {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        budget.entry();
        // What the directory says; more than that an entry does not get, see bounded.
        budget.unpacked(Math.max(0, entry.getSize()));
        all.add(entry);
      }
    } catch (UnpackLimit limit) {
      visitor.unread(source.name(), SourceWalker.reason(limit));
      return;
    }
    for (ZipEntry entry : all) {
      String name = entries.accept(entry.getName());
      if (name != null && !entry.isDirectory() && !name.isEmpty()) {
        entries.add(name, entry.getSize(), () -> bounded(zip, entry));
      }
    }
    visit(entries, budget, depth);
  }

  private static InputStream bounded(ZipFile zip, ZipEntry entry) throws IOException {
    return new BoundedInputStream(zip.getInputStream(entry), entry.getSize());
  }

  private static ZipFile zipFile(Path file) throws IOException {
    ZipException last = null;
    for (Charset charset : NAME_CHARSETS) {
      try {
        return new ZipFile(file.toFile(), charset);
      } catch (ZipException badNames) {
        last = badNames;
      }
    }
    throw last == null ? new ZipException("no charset") : last;
  }

  private void zipStream(Source source, UnpackBudget budget, int depth) throws IOException {
    ArchiveEntries entries = new ArchiveEntries(source.name(), visitor);
    try (ZipInputStream zip = new ZipInputStream(source.content().open(), StandardCharsets.UTF_8)) {
      InputStream counted = new BudgetedInputStream(zip, budget);
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        budget.entry();
        String name = entries.accept(entry.getName());
        if (name != null && !entry.isDirectory() && !name.isEmpty()) {
          Spool.Kept kept = spool.keep(counted);
          entries.add(name, kept.slice().size(), kept.slice());
          if (kept.brokenOff() != null) {
            throw kept.brokenOff();
          }
        }
      }
    } catch (IllegalArgumentException badName) {
      visitor.unread(source.name(), "stopped early: a name that is not UTF-8");
    } catch (IOException stopped) {
      visitor.unread(source.name(), "stopped early: " + SourceWalker.reason(stopped));
    }
    visit(entries, budget, depth);
  }

  private void visit(ArchiveEntries entries, UnpackBudget budget, int depth) {
    for (Source entry : entries.sorted()) {
      open(entry, null, budget, depth + 1);
    }
  }

  @Override
  public void close() throws IOException {
    for (ZipFile zip : openZips) {
      zip.close();
    }
  }
}
