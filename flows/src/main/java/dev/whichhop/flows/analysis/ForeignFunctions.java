package dev.whichhop.flows.analysis;

import java.util.Locale;
import java.util.Optional;

/** Functions of other languages that public queries call, and what there is instead of them. */
final class ForeignFunctions {
  private ForeignFunctions() {}

  /** What to write instead, where the name is known from another language. */
  static Optional<String> instead(String name) {
    return Optional.ofNullable(
        switch (name.toLowerCase(Locale.ROOT)) {
          case "countif", "count_if" -> "write sum(if(condition, 1, 0))";
          case "percentile", "quantile", "perc" -> "write pct(number, 95)";
          case "p50" -> "write pct(number, 50)";
          case "p90" -> "write pct(number, 90)";
          case "p95" -> "write pct(number, 95)";
          case "p99" -> "write pct(number, 99)";
          case "mean", "average" -> "write avg(number)";
          case "dc", "uniq", "distinct" -> "write countDistinct(field)";
          case "first" -> "write earliest(field)";
          case "last" -> "write latest(field)";
          case "length", "len" -> "write strlen(text)";
          case "lower" -> "write tolower(text)";
          case "upper" -> "write toupper(text)";
          case "substring" -> "write substr(text, start, length)";
          case "contains" -> "write strcontains(text, part)";
          case "json_extract", "get_json_object", "json_value" ->
              "write jsonParse(text) as json, then json.name";
          case "nvl", "ifnull" -> "write coalesce(field, otherwise)";
          case "isnull" -> "write not ispresent(field)";
          case "isnotnull" -> "write ispresent(field)";
          case "date_format", "to_char" -> "write formatDate(time, format)";
          case "date_trunc" -> "write datefloor(time, 1h)";
          case "ago" -> "give the query its time range, not a filter";
          case "tostring" -> "a field of an event is text already";
          case "cidrmatch", "cidr_match" -> "write isIpInSubnet(address, range)";
          default -> null;
        });
  }
}
