package dev.whichhop.flows.function;

import static dev.whichhop.flows.function.Function.Kind.TEXT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whichhop.flows.value.Assumption;
import dev.whichhop.flows.value.Value;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Encodings and hashes of texts, as UTF-8; a text that is not so encoded decodes to nothing.
 *
 * <p>Source: CWL_QuerySyntax-operations-functions and -hash-functions.
 */
final class CodingFunctions {
  private CodingFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        of("urlencode(text)", CodingFunctions::encodeUrl).assuming(Assumption.DETAILS),
        of("urldecode(text)", text -> URLDecoder.decode(text, UTF_8)).assuming(Assumption.DETAILS),
        of("base64encode(text)", text -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8))),
        of("base64decode(text)", text -> new String(Base64.getDecoder().decode(text), UTF_8)),
        of("hexToAscii(text)", text -> new String(HexFormat.of().parseHex(text), ISO_8859_1)),
        of("md5(text)", text -> hash("MD5", text)),
        of("sha256(text)", text -> hash("SHA-256", text)));
  }

  private static ScalarFunction of(String signature, UnaryOperator<String> operator) {
    return ScalarFunction.of(
        signature,
        1,
        1,
        TEXT,
        arguments -> {
          String text = arguments.getFirst().text();
          if (text == null) {
            return Value.MISSING;
          }
          try {
            return Value.of(operator.apply(text));
          } catch (IllegalArgumentException e) {
            return Value.MISSING;
          }
        });
  }

  /** As RFC 3986 has it: a blank is {@code %20}. */
  private static String encodeUrl(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String hash(String algorithm, String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
