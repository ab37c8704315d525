package dev.whichhop.records.access;

import dev.whichhop.records.LineParser;
import java.util.ArrayList;
import java.util.List;

/** All parsers of access-log lines, most specific first. Add a new one here. */
public final class AccessParsers {
  private AccessParsers() {}

  /** New parsers; the Envoy ones know the formats that were found. */
  public static List<LineParser> all(AccessLogFormats formats) {
    List<LineParser> parsers = new ArrayList<>(formats.parsers());
    parsers.add(new WebServerParser());
    parsers.add(new LoadBalancerParser());
    parsers.add(new NetworkLoadBalancerParser());
    parsers.add(new HaproxyParser());
    parsers.add(new KnativeRequestParser());
    parsers.add(new ProxyJsonParser());
    parsers.add(new IisParser());
    parsers.add(new GinParser());
    return parsers;
  }
}
