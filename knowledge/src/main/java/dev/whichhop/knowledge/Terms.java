package dev.whichhop.knowledge;

import dev.whichhop.knowledge.Term.Kind;
import dev.whichhop.model.evidence.ClientFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The vocabulary of proxies, clients and servers, from {@code terms/*.yaml}. */
public final class Terms {
  private static final Set<String> CLIENT =
      Arrays.stream(ClientFailure.values()).map(DataFile::wordOf).collect(Collectors.toSet());

  private final Map<String, Term> terms;

  private Terms(Map<String, Term> terms) {
    this.terms = terms;
  }

  /** Reads and validates all of them; throws {@link KnowledgeException} for a wrong file. */
  public static Terms load() {
    Map<String, Term> terms = new LinkedHashMap<>();
    for (Map.Entry<String, String> file : ResourceFolder.read("terms", ".yaml").entrySet()) {
      DataFile data = DataFile.parse(file.getKey(), file.getValue());
      Kind kind = data.word("kind", Kind.class, Kind.ANSWER);
      List<String> sources = List.copyOf(data.texts("sources"));
      if (sources.isEmpty()) {
        throw new KnowledgeException(file.getKey(), "expected sources");
      }
      for (Term term : data.all("terms", part -> term(kind, sources, part))) {
        if (terms.put(key(kind, term.id()), term) != null) {
          throw new KnowledgeException(file.getKey(), "term twice: " + term.id());
        }
      }
      data.finish();
    }
    return new Terms(terms);
  }

  private static Term term(Kind kind, List<String> sources, DataFile part) {
    return new Term(
        kind,
        part.text("id"),
        part.textOr("name", ""),
        part.word("towards", Term.Towards.class, Term.Towards.UNKNOWN),
        part.textOr("flag", ""),
        part.words("client", CLIENT).stream().findFirst().orElse(""),
        part.textOr("hop", ""),
        sources);
  }

  private static String key(Kind kind, String id) {
    return kind + " " + id;
  }

  /** In the order of the data files. */
  public List<Term> all() {
    return List.copyOf(terms.values());
  }

  public Optional<Term> named(Kind kind, String id) {
    return Optional.ofNullable(terms.get(key(kind, id)));
  }

  /** The flags of an access-log line, {@code UF,URX}; those that are not known are left out. */
  public List<Term> ofFlags(String flags) {
    return Arrays.stream(flags.split(",", -1))
        .map(flag -> named(Kind.FLAG, flag.strip()))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Details with what stands behind them: {@code
   * upstream_reset_before_response_started{connection_termination}} is a detail and a reason.
   */
  public List<Term> ofDetails(String details) {
    List<Term> found = new ArrayList<>();
    int end = 0;
    while (end < details.length() && "{([".indexOf(details.charAt(end)) < 0) {
      end++;
    }
    named(Kind.DETAIL, details.substring(0, end)).ifPresent(found::add);
    for (String reason : details.substring(end).split("[{}()\\[\\]|:,]+", -1)) {
      named(Kind.REASON, reason.strip().replace(' ', '_')).ifPresent(found::add);
    }
    return found;
  }

  /** The answers whose text stands in {@code text}; of nested ones only the longest. */
  public List<Term> ofText(String text) {
    List<Term> found = new ArrayList<>();
    terms.values().stream()
        .filter(term -> term.kind() == Kind.ANSWER && text.contains(term.name()))
        .sorted(Comparator.comparingInt((Term term) -> term.name().length()).reversed())
        .filter(term -> found.stream().noneMatch(one -> one.name().contains(term.name())))
        .forEach(found::add);
    return found;
  }

  /**
   * What somebody asks about: a flag or several, its long name, details, a status ({@code 000} is
   * curl's word for none), {@code curl-52}, or the text of an answer. Empty when nothing is known.
   */
  public List<Term> asked(String code) {
    String word = code.strip();
    Set<Term> found = new LinkedHashSet<>(ofFlags(word.toUpperCase(Locale.ROOT)));
    if (found.isEmpty()) {
      terms.values().stream()
          .filter(term -> term.name().equalsIgnoreCase(word))
          .forEach(found::add);
    }
    if (found.isEmpty()) {
      String status = word.matches("0{1,3}") ? "0" : word;
      named(Kind.STATUS, status).ifPresent(found::add);
      String exit = word.replaceFirst("(?i)^curl[ :_-]*\\(?(\\d{1,2})\\)?$", "curl-$1");
      named(Kind.EXIT, exit).ifPresent(found::add);
      named(Kind.REASON, word.replace(' ', '_')).ifPresent(found::add);
      found.addAll(ofDetails(word));
      found.addAll(ofText(word));
    }
    return List.copyOf(found);
  }
}
