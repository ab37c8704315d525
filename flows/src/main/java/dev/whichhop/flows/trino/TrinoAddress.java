package dev.whichhop.flows.trino;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a table is: {@code trino://[USER@]HOST[:PORT]/CATALOG/SCHEMA/TABLE}, by TLS; {@code
 * trino+http://} is without.
 *
 * @param user null when the address names none
 * @param port -1 when the address names none
 */
public record TrinoAddress(
    boolean tls,
    @Nullable String user,
    String host,
    int port,
    String catalog,
    String schema,
    String table) {
  private static final String TLS = "trino";
  private static final String PLAIN = "trino+http";

  /** Whether a text is meant to be such an address, right or wrong. */
  public static boolean isOne(String text) {
    return text.startsWith(TLS + ":") || text.startsWith(PLAIN + ":");
  }

  /** Empty when something is missing or too much. */
  public static Optional<TrinoAddress> parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException wrong) {
      return Optional.empty();
    }
    String path = uri.getPath() == null ? "" : uri.getPath();
    String[] names = path.split("/", -1);
    boolean whole =
        (TLS.equals(uri.getScheme()) || PLAIN.equals(uri.getScheme()))
            && uri.getHost() != null
            && uri.getQuery() == null
            && uri.getFragment() == null
            && names.length == 4
            && !names[1].isEmpty()
            && !names[2].isEmpty()
            && !names[3].isEmpty();
    return whole
        ? Optional.of(
            new TrinoAddress(
                TLS.equals(uri.getScheme()),
                uri.getUserInfo(),
                uri.getHost(),
                uri.getPort(),
                names[1],
                names[2],
                names[3]))
        : Optional.empty();
  }

  /** For the driver; the table is named in statements. */
  String jdbcUrl() {
    int usual = tls ? 443 : 8080;
    return "jdbc:trino://" + host + ":" + (port < 0 ? usual : port) + "/" + catalog + "/" + schema;
  }

  @Override
  public String toString() {
    return (tls ? TLS : PLAIN)
        + "://"
        + host
        + (port < 0 ? "" : ":" + port)
        + "/"
        + catalog
        + "/"
        + schema
        + "/"
        + table;
  }
}
