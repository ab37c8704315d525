package dev.whichhop.flows.engine;

import dev.whichhop.flows.value.Assumption;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query, as CloudWatch gives it: every value a text, a missing one none
 * (API_GetQueryResults).
 *
 * @param recordsMatched events that the filters before any other choice of rows let through
 * @param recordsScanned events that were read
 * @param met assumptions that only the events showed it to rest on, beside those of the query
 */
public record Result(
    List<String> columns,
    List<List<@Nullable String>> rows,
    long recordsMatched,
    long recordsScanned,
    Set<Assumption> met) {}
