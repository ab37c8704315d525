package dev.whichhop.flows.analysis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Functions of other languages that public queries call, and what there is instead of them. */
final class ForeignFunctions {
  private static final Map<String, String> INSTEAD = new LinkedHashMap<>();

  static {
    add("write sum(if(condition, 1, 0))", "countif", "count_if");
    add("write pct(number, 95)", "percentile", "quantile", "perc");
    add("write pct(number, 50)", "p50");
    add("write pct(number, 90)", "p90");
    add("write pct(number, 95)", "p95");
    add("write pct(number, 99)", "p99");
    add("write avg(number)", "mean", "average");
    add("write countDistinct(field)", "dc", "uniq", "distinct");
    add("write earliest(field)", "first");
    add("write latest(field)", "last");
    add("write strlen(text)", "length", "len");
    add("write tolower(text)", "lower");
    add("write toupper(text)", "upper");
    add("write substr(text, start, length)", "substring");
    add("write strcontains(text, part)", "contains");
    add(
        "write jsonParse(text) as json, then json.name",
        "json_extract",
        "get_json_object",
        "json_value");
    add("write coalesce(field, otherwise)", "nvl", "ifnull");
    add("write not ispresent(field)", "isnull");
    add("write ispresent(field)", "isnotnull");
    add("write formatDate(time, format)", "date_format", "to_char");
    add("write datefloor(time, 1h)", "date_trunc");
    add("give the query its time range, not a filter", "ago");
    add("a field of an event is text already", "tostring");
    add("write isIpInSubnet(address, range)", "cidrmatch", "cidr_match");
  }

  private ForeignFunctions() {}

  private static void add(String advice, String... names) {
    List.of(names).forEach(name -> INSTEAD.put(name, advice));
  }

  /** What to write instead, where the name is known from another language. */
  static Optional<String> instead(String name) {
    return Optional.ofNullable(INSTEAD.get(name.toLowerCase(Locale.ROOT)));
  }

  /** All that is advised. */
  static Collection<String> advice() {
    return INSTEAD.values();
  }
}
