package dev.whichhop.flows.input;

import dev.whichhop.records.flowlog.FlowLogFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the format of a file from its first messages: a header, else what the user gave, else a
 * format of a flow log that is described beside the records, else the usual one that fits most.
 */
final class FormatSearch {
  private final Formats formats;
  private final List<RecordReading> candidates = new ArrayList<>();
  private FileSummary.Known known = FileSummary.Known.NOT;

  FormatSearch(Formats formats) {
    this.formats = formats;
    formats.described().forEach(one -> candidates.add(new RecordReading(one)));
    FlowLogFormat.usual().forEach(one -> candidates.add(new RecordReading(one)));
  }

  FileSummary.Known known() {
    return known;
  }

  /** The format of the file, or null when it is no flow log or one that is not known. */
  @Nullable RecordReading first(List<byte[]> head) {
    for (byte[] message : head) {
      FlowLogFormat header =
          FlowLogFormat.ofNames(new String(message, StandardCharsets.UTF_8)).orElse(null);
      if (header != null) {
        known = FileSummary.Known.HEADER;
        return new RecordReading(header);
      }
    }
    if (formats.given() != null) {
      known = FileSummary.Known.GIVEN;
      return new RecordReading(formats.given());
    }
    RecordReading best = null;
    int most = 0;
    for (RecordReading candidate : candidates) {
      int fits = (int) head.stream().filter(one -> candidate.read(one, 0, one.length)).count();
      if (fits > most) {
        most = fits;
        best = candidate;
      }
    }
    if (best == null || 2 * most < head.size()) {
      known = looksLikeRecords(head) ? FileSummary.Known.UNKNOWN : FileSummary.Known.NOT;
      return null;
    }
    known =
        candidates.indexOf(best) < formats.described().size()
            ? FileSummary.Known.DESCRIBED
            : FileSummary.Known.GUESSED;
    return best;
  }

  /** The reading that has taken this message as a record, or null. */
  @Nullable RecordReading fitting(byte[] buffer, int from, int to) {
    for (RecordReading candidate : candidates) {
      if (candidate.read(buffer, from, to)) {
        return candidate;
      }
    }
    return null;
  }

  /** Words of interfaces in most messages, and no signs of a sentence or of JSON. */
  private static boolean looksLikeRecords(List<byte[]> head) {
    long records =
        head.stream()
            .map(one -> " " + new String(one, StandardCharsets.UTF_8))
            .filter(one -> one.contains(" eni-") || one.contains(" tgw-"))
            .filter(one -> one.indexOf('"') < 0 && one.indexOf('=') < 0 && one.indexOf(',') < 0)
            .count();
    return !head.isEmpty() && 2 * records >= head.size();
  }
}
