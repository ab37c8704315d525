package dev.whichhop.records.access;

import dev.whichhop.model.evidence.Observation;
import java.util.List;

/**
 * What ingress-nginx writes behind the combined format: {@code $request_length $request_time
 * [$proxy_upstream_name] [$proxy_alternative_upstream_name] $upstream_addr
 * $upstream_response_length $upstream_response_time $upstream_status $req_id}. The second bracket
 * came with 0.26. Where the bracket has the address itself (own formats made after this one), no
 * further address follows.
 *
 * <p>When nginx tried several upstreams, each of their fields is a list, joined by {@code ", "}
 * and, after an internal redirect, by {@code " : "}. The last one gave the answer.
 */
final class NginxUpstream {
  private static final int REQUEST_LENGTH = 5;
  private static final int REQUEST_TIME = 6;
  private static final int UPSTREAM_NAME = 7;

  private NginxUpstream() {}

  /** Tokens begin with the request in quotes. */
  static boolean present(List<Tokens.Token> tokens) {
    return tokens.size() > UPSTREAM_NAME + 1
        && tokens.get(UPSTREAM_NAME).is(Tokens.Kind.BRACKETED)
        && AccessField.number(tokens.get(REQUEST_LENGTH).text()) >= 0
        && AccessField.seconds(tokens.get(REQUEST_TIME).text()) != null;
  }

  static void set(List<Tokens.Token> tokens, Observation.Builder into, TextCache cache) {
    AccessField.BYTES_RECEIVED.set(into, tokens.get(REQUEST_LENGTH).text(), cache);
    AccessField.DURATION_SECONDS.set(into, tokens.get(REQUEST_TIME).text(), cache);
    AccessField.UPSTREAM_CLUSTER.set(into, tokens.get(UPSTREAM_NAME).text(), cache);
    int at = UPSTREAM_NAME + 1;
    if (tokens.get(at).is(Tokens.Kind.BRACKETED)) {
      at++;
    }
    boolean inBracket =
        isAddress(tokens.get(UPSTREAM_NAME).text())
            && (at >= tokens.size() || !isAddress(tokens.get(at).text()));
    int host = !inBracket ? lastOfList(tokens, at) : UPSTREAM_NAME;
    int length = lastOfList(tokens, host + 1);
    int time = lastOfList(tokens, length + 1);
    int status = lastOfList(tokens, time + 1);
    setAt(AccessField.UPSTREAM_HOST, tokens, host, into, cache);
    setAt(AccessField.UPSTREAM_TIME_SECONDS, tokens, time, into, cache);
    setAt(AccessField.REQUEST_ID, tokens, status + 1, into, cache);
    if (status < tokens.size() && !tokens.get(status).text().equals("-")) {
      into.details(cache.same("upstream_status=" + list(tokens, time + 1, status)));
    }
  }

  /** {@code 10.1.2.3:8080}; names of upstreams have no colon. */
  private static boolean isAddress(String text) {
    int colon = text.lastIndexOf(':');
    return colon > 0
        && colon < text.length() - 1
        && text.substring(colon + 1).chars().allMatch(Character::isDigit);
  }

  private static void setAt(
      AccessField field,
      List<Tokens.Token> tokens,
      int index,
      Observation.Builder into,
      TextCache cache) {
    if (index < tokens.size()) {
      field.set(into, tokens.get(index).text(), cache);
    }
  }

  /** Index of the last element of the list that begins at an index. */
  private static int lastOfList(List<Tokens.Token> tokens, int from) {
    int at = from;
    while (at + 1 < tokens.size()) {
      if (tokens.get(at).text().endsWith(",")) {
        at++;
      } else if (at + 2 < tokens.size() && tokens.get(at + 1).text().equals(":")) {
        at += 2;
      } else {
        break;
      }
    }
    return at;
  }

  private static String list(List<Tokens.Token> tokens, int from, int last) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i <= last; i++) {
      text.append(text.isEmpty() ? "" : " ").append(tokens.get(i).text());
    }
    return text.toString();
  }
}
