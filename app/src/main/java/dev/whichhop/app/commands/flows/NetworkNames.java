package dev.whichhop.app.commands.flows;

import dev.whichhop.flows.network.Network;
import dev.whichhop.model.network.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ids of VPCs and subnets where networks are asked for, by the descriptions beside the records. */
final class NetworkNames {
  private static final Pattern ID = Pattern.compile("(vpc|subnet)-[0-9a-z]+");

  private NetworkNames() {}

  static boolean hasId(String text) {
    return words(text).stream().anyMatch(NetworkNames::isId);
  }

  /** An id that no description is of; nothing where there is none. */
  static Optional<String> unknown(String text, Network network) {
    return words(text).stream()
        .filter(word -> isId(word) && networks(word, network).isEmpty())
        .findFirst();
  }

  /** A line for each word, networks behind the id that they are of. */
  static String resolved(String text, Network network) {
    List<String> lines = new ArrayList<>();
    for (String word : words(text)) {
      StringBuilder line = new StringBuilder(word);
      networks(word, network).forEach(one -> line.append(' ').append(one));
      lines.add(line.toString());
    }
    return String.join("\n", lines);
  }

  private static List<Cidr> networks(String word, Network network) {
    if (!isId(word)) {
      return List.of();
    }
    return word.startsWith("vpc-")
        ? network.vpc(word).map(one -> one.networks()).orElse(List.of())
        : network.subnet(word).map(one -> one.networks()).orElse(List.of());
  }

  private static boolean isId(String word) {
    return ID.matcher(word).matches();
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("[,\\s]+"));
  }
}
