package dev.whichhop.records;

import dev.whichhop.records.access.AccessLogFormats;
import dev.whichhop.records.access.AccessParsers;
import dev.whichhop.records.flowlog.FlowLogParser;
import dev.whichhop.records.log.LogParsers;
import dev.whichhop.records.system.TcpdumpLine;
import java.util.ArrayList;
import java.util.List;

/** All parsers of lines, most specific first. Add a new one here. */
public final class LineParsers {
  private LineParsers() {}

  /** New parsers for one reader; they are not thread-safe. */
  public static List<LineParser> all(AccessLogFormats formats) {
    List<LineParser> parsers = new ArrayList<>(AccessParsers.all(formats));
    parsers.add(new FlowLogParser());
    parsers.add(new TcpdumpLine());
    parsers.addAll(LogParsers.all());
    return parsers;
  }
}
