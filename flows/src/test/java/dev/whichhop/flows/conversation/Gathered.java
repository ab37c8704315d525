package dev.whichhop.flows.conversation;

import dev.whichhop.flows.input.FlowScan;
import dev.whichhop.flows.input.Formats;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.input.ParquetFiles;
import dev.whichhop.flows.input.Samples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Conversations of records that stand in a test. */
public final class Gathered {
  private Gathered() {}

  public static Conversations of(AddressFilter filter, LogFile... files) {
    return of(filter, new FlowBudget(1_000_000), files);
  }

  static Conversations of(AddressFilter filter, FlowBudget budget, LogFile... files) {
    return Conversations.of(
        FlowScan.read(
                List.of(files),
                Formats.NONE,
                Interval.ALWAYS,
                ParquetFiles.NONE,
                2,
                () -> new FlowGathering(filter, budget))
            .visitors());
  }

  /** All conversations of a text of records, by client, then by server. */
  public static List<Conversation> of(String text) {
    List<Conversation> all = new ArrayList<>();
    of(AddressFilter.ALL, Samples.file("records.log", text)).forEach(all::add);
    all.sort(
        Comparator.comparing((Conversation one) -> one.client().address())
            .thenComparing(one -> one.client().port())
            .thenComparing(one -> one.server().toString()));
    return all;
  }
}
