package dev.whichhop.flows.language;

import dev.whichhop.flows.language.Source.Argument;
import dev.whichhop.flows.language.Source.DataSource;
import dev.whichhop.flows.language.Source.LogGroup;
import dev.whichhop.flows.language.Source.LogGroups;
import dev.whichhop.flows.language.Source.Selector;
import dev.whichhop.flows.language.Source.Tag;
import dev.whichhop.flows.language.Source.Tags;
import dev.whichhop.flows.language.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code SOURCE} in all its spellings. Source: CWL_QuerySyntax-Source and -Logcompare. */
final class SourceParser {
  private final TokenReader tokens;

  SourceParser(TokenReader tokens) {
    this.tokens = tokens;
  }

  Source source() {
    Token start = tokens.next();
    List<Selector> selectors = new ArrayList<>();
    do {
      selectors.add(selector());
      tokens.accept(",");
    } while (!tokens.atSign("|") && !tokens.atSign(")") && !tokens.at(Kind.END));
    return new Source(selectors, tokens.since(start));
  }

  private Selector selector() {
    Token first = tokens.peek();
    if (tokens.second().isSign("(")) {
      if (tokens.acceptWord("logGroups")) {
        return new LogGroups(arguments(), tokens.since(first));
      }
      if (tokens.acceptWord("dataSource")) {
        tokens.expect("(");
        List<String> names = texts();
        tokens.expect(")");
        return new DataSource(names, tokens.since(first));
      }
      if (tokens.acceptWord("logGroupTags")) {
        return new Tags(tags(), tokens.since(first));
      }
      throw tokens.unexpected("logGroups(…), dataSource(…), logGroupTags(…) or a log group");
    }
    return logGroup(first);
  }

  private Selector logGroup(Token first) {
    if (!tokens.at(Kind.STRING) && !tokens.at(Kind.NAME)) {
      throw tokens.unexpected("a log group in quotes");
    }
    String name = tokens.at(Kind.STRING) ? tokens.next().value() : tokens.run();
    String start = bound("start");
    String end = bound("end");
    return new LogGroup(name, start, end, tokens.since(first));
  }

  private @Nullable String bound(String word) {
    if (!tokens.atWord(word) || !tokens.second().isSign("=")) {
      return null;
    }
    tokens.next();
    tokens.expect("=");
    if (!tokens.at(Kind.NUMBER) && !tokens.at(Kind.NAME) && !tokens.atSign("-")) {
      throw tokens.unexpected("a time: now, -1d, or milliseconds since 1970");
    }
    return tokens.run();
  }

  private List<Argument> arguments() {
    List<Argument> arguments = new ArrayList<>();
    tokens.expect("(");
    while (!tokens.atSign(")")) {
      String name = tokens.name("namePrefix, accountIdentifier or class");
      tokens.expect(":");
      arguments.add(new Argument(name, texts()));
      if (!tokens.accept(",")) {
        break;
      }
    }
    tokens.expect(")");
    return arguments;
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    tokens.expect("[");
    while (!tokens.atSign("]")) {
      String text = text();
      // The page of StartQuery names the text of a list: accountIdentifiers: ['accountId' =
      // '1111'].
      texts.add(tokens.accept("=") ? text() : text);
      if (!tokens.accept(",")) {
        break;
      }
    }
    tokens.expect("]");
    return texts;
  }

  private String text() {
    return tokens.expect(Kind.STRING, "a text in quotes").value();
  }

  private List<Tag> tags() {
    List<Tag> tags = new ArrayList<>();
    tokens.expect("(");
    tokens.expect("[");
    do {
      tags.add(tag());
    } while (tokens.accept(","));
    tokens.expect("]");
    tokens.expect(")");
    return tags;
  }

  private Tag tag() {
    tokens.expect("{");
    member("key");
    String key = text();
    List<String> values = List.of();
    if (tokens.accept(",")) {
      member("values");
      values = texts();
    }
    tokens.expect("}");
    return new Tag(key, values);
  }

  private void member(String name) {
    if (!tokens.at(Kind.STRING) || !tokens.peek().value().equals(name)) {
      throw tokens.unexpected("\"" + name + "\"");
    }
    tokens.next();
    tokens.expect(":");
  }
}
