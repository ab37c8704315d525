package dev.whichhop.flows.lint;

import dev.whichhop.flows.analysis.Children;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Field;
import dev.whichhop.flows.language.Expression.Like;
import dev.whichhop.flows.language.Expression.Matches;
import dev.whichhop.flows.language.Expression.Text;
import dev.whichhop.flows.language.QueryText;
import dev.whichhop.flows.lint.QueryFinding.Level;
import dev.whichhop.model.network.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses searched as text, where a network is meant. */
final class AddressRules {
  private static final Pattern PART = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){1,3}\\.?|\\d{1,3}\\.");
  private static final Pattern ADDRESS =
      Pattern.compile("(?i:.*addr|.*address|.*_ip|ip)|.*[a-z](Ip|IP)");
  private static final Pattern PLACEHOLDER = Pattern.compile("<[A-Za-z][\\w -]*>");

  private AddressRules() {}

  static List<QueryRule> all() {
    return List.of(new CidrWithLike(), new AddressPartWithLike(), new Placeholder());
  }

  /** A network as a text: no address holds a slash, so that nothing matches. */
  private static final class CidrWithLike implements QueryRule {
    @Override
    public String name() {
      return "cidr-with-like";
    }

    @Override
    public List<QueryFinding> look(LintedQuery query) {
      List<QueryFinding> findings = new ArrayList<>();
      for (Expression expression : query.expressions()) {
        Optional<String> sought = sought(expression).map(AddressRules::unescaped);
        if (sought.filter(AddressRules::isNetwork).isPresent()) {
          findings.add(
              new QueryFinding(
                  name(),
                  Level.ERROR,
                  expression.span(),
                  Map.of("network", sought.get()),
                  inSubnet(expression, sought.get())));
        }
      }
      return findings;
    }
  }

  /** {@code like "10.0."} also finds 110.0.0.1 and 10.110.0.1. */
  private static final class AddressPartWithLike implements QueryRule {
    @Override
    public String name() {
      return "address-part-with-like";
    }

    @Override
    public List<QueryFinding> look(LintedQuery query) {
      List<QueryFinding> findings = new ArrayList<>();
      for (Expression expression : query.expressions()) {
        Optional<String> sought = sought(expression);
        boolean part =
            sought
                .map(AddressRules::unescaped)
                .filter(one -> PART.matcher(one).matches())
                .isPresent();
        if (part && isOfAddress(expression)) {
          findings.add(
              new QueryFinding(
                  name(),
                  Level.WARNING,
                  expression.span(),
                  Map.of("part", sought.get()),
                  network(unescaped(sought.get()))
                      .map(network -> inSubnet(expression, network))
                      .orElse(null)));
        }
      }
      return findings;
    }
  }

  /** {@code like /<VPC_A_CIDR>/}: a text that somebody was to replace. */
  private static final class Placeholder implements QueryRule {
    @Override
    public String name() {
      return "placeholder";
    }

    @Override
    public List<QueryFinding> look(LintedQuery query) {
      List<QueryFinding> findings = new ArrayList<>();
      for (Expression expression : query.expressions()) {
        Optional<String> sought =
            expression instanceof Text text ? Optional.of(text.value()) : sought(expression);
        if (sought.filter(text -> PLACEHOLDER.matcher(text).matches()).isPresent()) {
          findings.add(
              new QueryFinding(
                  name(), Level.ERROR, expression.span(), Map.of("text", sought.get()), null));
        }
      }
      return findings;
    }
  }

  /** Whether the field has the name of one that holds addresses: in a message, 1.2 is a version. */
  private static boolean isOfAddress(Expression expression) {
    return Children.of(expression).stream()
        .anyMatch(
            one -> one instanceof Field field && ADDRESS.matcher(field.path().name()).matches());
  }

  /** What {@code like} looks for. */
  private static Optional<String> sought(Expression expression) {
    return switch (expression) {
      case Like like when like.text() instanceof Text text -> Optional.of(text.value());
      case Matches matches -> Optional.of(matches.regex().pattern());
      default -> Optional.empty();
    };
  }

  /** A regular expression that only escapes dots and slashes, as the text it stands for. */
  private static String unescaped(String pattern) {
    return pattern.replace("\\.", ".").replace("\\/", "/");
  }

  private static boolean isNetwork(String text) {
    return text.indexOf('/') > 0 && Cidr.parse(text).isPresent();
  }

  /** The network that the beginning of an address means: {@code 10.0.} is 10.0.0.0/16. */
  private static Optional<String> network(String part) {
    String[] bytes = part.replaceAll("\\.$", "").split("\\.");
    if (bytes.length > 4) {
      return Optional.empty();
    }
    String address = String.join(".", bytes) + ".0".repeat(4 - bytes.length);
    return Optional.of(address + "/" + 8 * bytes.length).filter(one -> Cidr.parse(one).isPresent());
  }

  private static @Nullable String inSubnet(Expression expression, String network) {
    String function = network.indexOf(':') < 0 ? "isIpv4InSubnet" : "isIpv6InSubnet";
    return switch (expression) {
      case Like like -> call(like.negated(), function, like.value(), network);
      case Matches matches -> call(matches.negated(), function, matches.value(), network);
      default -> null;
    };
  }

  private static String call(boolean negated, String function, Expression value, String network) {
    return (negated ? "not " : "")
        + function
        + "("
        + QueryText.of(value)
        + ", \""
        + network
        + "\")";
  }
}
