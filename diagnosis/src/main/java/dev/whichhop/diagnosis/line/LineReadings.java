package dev.whichhop.diagnosis.line;

import dev.whichhop.diagnosis.line.LineReading.Field;
import dev.whichhop.diagnosis.line.LineReading.Word;
import dev.whichhop.knowledge.Term;
import dev.whichhop.knowledge.Term.Kind;
import dev.whichhop.knowledge.Term.Towards;
import dev.whichhop.knowledge.Terms;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Note;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single lines that somebody pasted. */
public final class LineReadings {
  /** More lines than these are a log, and a log is diagnosed, not explained line by line. */
  private static final int MOST_LINES = 3;

  private static final Pattern EXIT_CODE = Pattern.compile("curl: \\((\\d{1,2})\\)");

  /** Keys of the time, which is shown already. */
  private static final Set<String> CLOCKS = Set.of("ts", "time", "timestamp");

  private final Terms terms;

  public LineReadings(Terms terms) {
    this.terms = terms;
  }

  /** One reading for each line; empty when the evidence is more than a few pasted lines. */
  public List<LineReading> of(Bundle bundle) {
    boolean documents = !bundle.objects().isEmpty() || !bundle.tables().isEmpty();
    if (bundle.inputs().size() != 1 || documents || !bundle.metrics().isEmpty()) {
      return List.of();
    }
    List<LineReading> readings = new ArrayList<>();
    Set<Place> requests = new LinkedHashSet<>();
    for (Observation one : firstOf(bundle.observations())) {
      readings.add(request(one));
      requests.add(one.place());
    }
    firstOf(bundle.logs()).stream()
        .filter(one -> !requests.contains(one.place()))
        .forEach(one -> readings.add(record(one)));
    firstOf(bundle.flowRecords()).forEach(one -> readings.add(flow(one)));
    for (Note note : firstOf(bundle.notes())) {
      for (int i = 0; i < Math.min(note.lines().size(), MOST_LINES + 1); i++) {
        readings.add(text(new Evidence(Place.line(note.file(), i + 1), note.lines().get(i))));
      }
    }
    readings.removeIf(one -> one.fields().isEmpty() && one.words().isEmpty());
    return readings.size() > MOST_LINES ? List.of() : List.copyOf(readings);
  }

  private static <T> List<T> firstOf(List<T> all) {
    return all.subList(0, Math.min(all.size(), MOST_LINES + 1));
  }

  private LineReading request(Observation one) {
    List<Term> said = new ArrayList<>(terms.ofFlags(one.flags()));
    List<Term> details = terms.ofDetails(one.details());
    // A detail that says no more than its flag is not said twice.
    details.stream()
        .filter(detail -> said.stream().noneMatch(flag -> flag.id().equals(detail.flag())))
        .forEach(said::add);
    if (one.clientFailure() != ClientFailure.NONE) {
      exitCode(one.evidence().text()).ifPresent(said::add);
    }
    if (one.status() >= 0) {
      terms.named(Kind.STATUS, "" + one.status()).ifPresent(said::add);
    }
    addTexts(one.evidence().text(), said);
    List<Phrase> notes = new ArrayList<>();
    if (one.succeeded() && said.stream().noneMatch(term -> term.kind() == Kind.FLAG)) {
      notes.add(Phrase.of("line.note.success"));
    }
    return new LineReading(
        one.evidence(), writer(one), fields(one), words(said, proxySide(one)), notes);
  }

  private static Phrase writer(Observation one) {
    Side side = one.vantage().side();
    if (!isEnvoy(one)) {
      String who = side == Side.GATEWAY ? "other-proxy" : word(side);
      return Phrase.of("line.writer." + who, "hop", one.vantage().hop().id());
    }
    String who = proxySide(one).map(LineReadings::word).orElse("unsure");
    return Phrase.of("line.writer." + who, "hop", one.vantage().hop().id());
  }

  private static boolean isEnvoy(Observation one) {
    return switch (one.vantage().side()) {
      case GATEWAY -> one.clientFailure() == ClientFailure.NONE;
      case OUTBOUND, INBOUND -> true;
      case CALLER, BALANCER, SERVER -> false;
    };
  }

  /** The side of an Envoy, where the line alone tells it. */
  private static Optional<Side> proxySide(Observation one) {
    boolean told =
        (one.vantage().side() == Side.INBOUND && !eitherWrites(one))
            || one.upstreamCluster().startsWith("inbound")
            || has(one.upstreamLocalAddress());
    return isEnvoy(one) && told ? Optional.of(one.vantage().side()) : Optional.empty();
  }

  /** A connection without a server name that no filter chain takes: both have such listeners. */
  private static boolean eitherWrites(Observation one) {
    return one.details().equals("filter_chain_not_found")
        && one.serverName().isEmpty()
        && one.upstreamCluster().isEmpty();
  }

  private static List<Word> words(List<Term> said, Optional<Side> proxySide) {
    Set<Term> once = new LinkedHashSet<>(said);
    return once.stream()
        .map(term -> new Word(term, proxySide.map(side -> here(term, side)).orElse(null)))
        .toList();
  }

  private static @Nullable Phrase here(Term term, Side side) {
    return term.kind() == Kind.FLAG && term.towards() != Towards.UNKNOWN
        ? Phrase.of("line.here." + word(side) + "." + word(term.towards()))
        : null;
  }

  /** curl prints its message behind its exit code: then the code says it all. */
  private void addTexts(String text, List<Term> said) {
    if (said.stream().noneMatch(term -> term.kind() == Kind.EXIT)) {
      said.addAll(terms.ofText(text));
    }
  }

  private Optional<Term> exitCode(String text) {
    Matcher code = EXIT_CODE.matcher(text);
    return code.find() ? terms.named(Kind.EXIT, "curl-" + code.group(1)) : Optional.empty();
  }

  private static List<Field> fields(Observation one) {
    List<Field> fields = new ArrayList<>();
    one.time().ifPresent(time -> add(fields, "time", time.toString()));
    add(fields, "request", (one.method() + " " + one.path() + " " + one.protocol()).strip());
    add(fields, "host", one.authority());
    if (one.status() >= 0) {
      add(fields, "status", "" + one.status());
    }
    add(fields, "flags", one.flags());
    add(fields, "details", one.details());
    add(fields, "transport-failure", one.transportFailure());
    if (one.clientFailure() != ClientFailure.NONE) {
      add(fields, "ending", word(one.clientFailure()).replace('-', ' '));
    }
    one.duration().ifPresent(time -> add(fields, "duration", millis(time)));
    one.upstreamTime().ifPresent(time -> add(fields, "upstream-time", millis(time)));
    number(fields, "bytes-received", one.bytesReceived());
    number(fields, "bytes-sent", one.bytesSent());
    add(fields, "request-id", one.requestId());
    add(fields, "upstream-host", one.upstreamHost());
    add(fields, "upstream-cluster", one.upstreamCluster());
    add(fields, "upstream-local", one.upstreamLocalAddress());
    add(fields, "downstream-local", one.downstreamLocalAddress());
    add(fields, "downstream-remote", one.downstreamRemoteAddress());
    add(fields, "forwarded-for", one.forwardedFor());
    add(fields, "user-agent", one.userAgent());
    add(fields, "server-name", one.serverName());
    add(fields, "route-name", one.routeName());
    add(fields, "body", one.body());
    return fields;
  }

  private LineReading record(LogRecord one) {
    List<Field> fields = new ArrayList<>();
    add(fields, "component", word(one.component()));
    if (one.time() != null) {
      add(fields, "time", one.time().toString());
    }
    add(fields, "level", one.level());
    add(fields, "message", one.message());
    one.fields()
        .forEach((name, value) -> {
          boolean told = value.equals(one.message()) || value.equalsIgnoreCase(one.level());
          if (!told && !CLOCKS.contains(name)) {
            fields.add(new Field(name, value, false));
          }
        });
    List<Term> said = new ArrayList<>();
    exitCode(one.raw()).ifPresent(said::add);
    addTexts(one.raw(), said);
    return new LineReading(
        one.evidence(),
        Phrase.of("line.writer.log"),
        fields,
        words(said, Optional.empty()),
        List.of());
  }

  private LineReading text(Evidence line) {
    List<Term> said = new ArrayList<>();
    exitCode(line.text()).ifPresent(said::add);
    addTexts(line.text(), said);
    return new LineReading(
        line, Phrase.of("line.writer.prose"), List.of(), words(said, Optional.empty()), List.of());
  }

  private static LineReading flow(FlowRecord one) {
    List<Field> fields = new ArrayList<>();
    if (one.start() != null) {
      add(fields, "time", one.start().toString());
    }
    add(fields, "interface", one.interfaceId());
    add(fields, "source", one.sourceAddress() + port(one.sourcePort()));
    add(fields, "destination", one.destinationAddress() + port(one.destinationPort()));
    number(fields, "protocol-number", one.protocol());
    number(fields, "packets", one.packets());
    add(fields, "action", one.action());
    String state = one.rejected() ? "reject" : one.action().isEmpty() ? "none" : "accept";
    return new LineReading(
        one.evidence(),
        Phrase.of("line.writer.flow"),
        fields,
        List.of(),
        List.of(Phrase.of("line.note.flow-" + state)));
  }

  private static String port(int port) {
    return port < 0 ? "" : ":" + port;
  }

  private static void add(List<Field> fields, String name, String value) {
    if (has(value)) {
      fields.add(new Field(name, value, true));
    }
  }

  private static void number(List<Field> fields, String name, long value) {
    if (value >= 0) {
      fields.add(new Field(name, "" + value, true));
    }
  }

  private static boolean has(String value) {
    return !value.isEmpty();
  }

  private static String millis(Duration time) {
    return time.toMillis() + " ms";
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
