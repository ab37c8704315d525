package dev.whichhop.flows.language;

import dev.whichhop.flows.language.Command.JoinKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The commands that bring in a second table: lookups, joins, columns of another query. */
final class LookupCommandParser {
  /** Rows of {@code appendcols} when it names no number (CWL_QuerySyntax-Appendcols). */
  static final long APPENDED_ROWS = 10_000;

  private final TokenReader tokens;
  private final Supplier<Query> subquery;

  LookupCommandParser(TokenReader tokens, Supplier<Query> subquery) {
    this.tokens = tokens;
    this.subquery = subquery;
  }

  void addTo(Map<String, Supplier<Command>> commands) {
    commands.put("lookup", this::lookup);
    commands.put("cidrlookup", this::cidrLookup);
    commands.put("join", this::join);
    commands.put("appendcols", this::appendColumns);
  }

  private Command lookup() {
    String table = tokens.name("the name of a lookup table");
    List<Command.LookupKey> keys = new ArrayList<>();
    do {
      Path column = tokens.path("a column of the table");
      Path field = tokens.acceptWord("as") ? tokens.path("a field") : column;
      keys.add(new Command.LookupKey(column.name(), field));
    } while (tokens.accept(","));
    boolean overwrite = overwrites();
    List<String> output = new ArrayList<>();
    do {
      output.add(tokens.name("a column of the table"));
    } while (tokens.accept(","));
    return new Command.Lookup(
        table, List.copyOf(keys), overwrite, List.copyOf(output), tokens.stage());
  }

  private boolean overwrites() {
    if (tokens.acceptWord("output")) {
      return true;
    }
    if (!tokens.acceptWord("outputnew")) {
      throw tokens.unexpected("OUTPUT or OUTPUTNEW and columns of the table");
    }
    return false;
  }

  private Command cidrLookup() {
    String table = tokens.name("the name of a lookup table");
    Path address = tokens.path("the field with an address");
    String column = tokens.acceptWord("as") ? tokens.name("a column of the table") : null;
    boolean overwrite = overwrites();
    List<Command.LookupOutput> output = new ArrayList<>();
    do {
      String name = tokens.name("a column of the table");
      String alias = tokens.acceptWord("as") ? tokens.name("a name after as") : name;
      output.add(new Command.LookupOutput(name, alias));
    } while (tokens.accept(","));
    return new Command.CidrLookup(
        table, address, column, overwrite, List.copyOf(output), tokens.stage());
  }

  private Command join() {
    Options options = Options.read(tokens, "type", "left", "right");
    String kind = options.text("type", "inner").toLowerCase(Locale.ROOT);
    if (!kind.equals("inner") && !kind.equals("left")) {
      throw options.wrong("type", "inner or left");
    }
    String left = options.required("left", "a name for the rows of this query: left=a");
    String right = options.required("right", "a name for the rows of the other query: right=b");
    tokens.expectWord("where");
    Path leftField = tokens.path("a field of the rows of this query");
    if (!tokens.accept("==")) {
      tokens.expect("=");
    }
    Path rightField = tokens.path("a field of the rows of the other query");
    return new Command.Join(
        kind.equals("left") ? JoinKind.LEFT : JoinKind.INNER,
        left,
        right,
        leftField,
        rightField,
        inBrackets(),
        tokens.stage());
  }

  private Query inBrackets() {
    tokens.expect("(");
    Query query = subquery.get();
    tokens.expect(")");
    return query;
  }

  private Command appendColumns() {
    Options options = Options.read(tokens, "override", "max");
    boolean override = options.truth("override", false);
    long most = options.integer("max", APPENDED_ROWS);
    if (!tokens.atSign("(")) {
      throw tokens.unexpected("a query in round brackets");
    }
    return new Command.AppendColumns(override, most, inBrackets(), tokens.stage());
  }
}
