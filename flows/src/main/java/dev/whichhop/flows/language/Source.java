package dev.whichhop.flows.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code SOURCE}: the log groups that a query reads, named or chosen. */
public record Source(List<Selector> selectors, Span span) {
  public Source {
    selectors = List.copyOf(selectors);
  }

  /** One way to choose log groups; several add up. */
  public sealed interface Selector {
    Span span();
  }

  /** A log group by its name, optionally with its own time range ({@code start=-1d end=now}). */
  public record LogGroup(String name, @Nullable String start, @Nullable String end, Span span)
      implements Selector {}

  /** {@code logGroups(namePrefix: ['/aws/lambda'], class: ['STANDARD'])}. */
  public record LogGroups(List<Argument> arguments, Span span) implements Selector {
    public LogGroups {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code dataSource(['amazon_vpc.flow'])}. */
  public record DataSource(List<String> names, Span span) implements Selector {
    public DataSource {
      names = List.copyOf(names);
    }
  }

  /** {@code logGroupTags([{"key": "team", "values": ["a"]}])}. */
  public record Tags(List<Tag> tags, Span span) implements Selector {
    public Tags {
      tags = List.copyOf(tags);
    }
  }

  /** A named list of texts; a text may itself be named ({@code 'accountId' = '1111'}). */
  public record Argument(String name, List<String> values) {
    public Argument {
      values = List.copyOf(values);
    }
  }

  /** A tag of a log group and the values that it may have. */
  public record Tag(String key, List<String> values) {
    public Tag {
      values = List.copyOf(values);
    }
  }
}
