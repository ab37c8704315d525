package dev.whichhop.records.system;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Packet;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A TCP segment as tcpdump prints it: {@code 15:12:40.118000 IP 10.0.0.1.52144 > 10.0.0.2.80: Flags
 * [S], seq 1, length 0}.
 *
 * <p>In front of {@code IP} may stand an interface and a direction ({@code eth0 In}, {@code -i any}
 * since 4.99) or the Ethernet header ({@code -e}); the time may have a date ({@code -tttt}) or be
 * seconds since 1970 ({@code -tt}). tcpdump prints the local time of its machine without a zone; it
 * is taken as UTC. Other protocols than TCP have no {@code Flags} and are not taken.
 */
public final class TcpdumpLine implements LineParser {
  private static final String FLAGS = ": Flags [";

  /** Ports that tcpdump names without {@code -n}, from the services file. */
  private static final Map<String, Integer> SERVICES =
      Map.of("http", 80, "https", 443, "http-alt", 8080, "domain", 53, "ssh", 22);

  @Override
  public String format() {
    return "tcpdump";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    int flagsAt = line.indexOf(FLAGS);
    int flagsEnd = flagsAt < 0 ? -1 : line.indexOf(']', flagsAt);
    int arrow = flagsEnd < 0 ? -1 : line.lastIndexOf(" > ", flagsAt);
    if (arrow < 0) {
      return Optional.empty();
    }
    String source = line.substring(line.lastIndexOf(' ', arrow - 1) + 1, arrow);
    String destination = line.substring(arrow + 3, flagsAt);
    int sourceDot = source.lastIndexOf('.');
    int destinationDot = destination.lastIndexOf('.');
    if (sourceDot < 1 || destinationDot < 1 || destination.indexOf(' ') >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Parsed.OfPacket(
            new Packet(
                time(line),
                source.substring(0, sourceDot),
                port(source.substring(sourceDot + 1)),
                destination.substring(0, destinationDot),
                port(destination.substring(destinationDot + 1)),
                line.substring(flagsAt + FLAGS.length(), flagsEnd),
                length(line, flagsEnd),
                new Evidence(context.place(), line))));
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return SERVICES.getOrDefault(text, -1);
    }
  }

  /** The payload length; 0 when the line was cut before it. */
  private static int length(String line, int from) {
    int at = line.indexOf(", length ", from);
    if (at < 0) {
      return 0;
    }
    int start = at + ", length ".length();
    int end = start;
    while (end < line.length() && end - start < 9 && Character.isDigit(line.charAt(end))) {
      end++;
    }
    return end == start ? 0 : Integer.parseInt(line.substring(start, end));
  }

  private static @Nullable Instant time(String line) {
    int space = line.indexOf(' ');
    if (space <= 0) {
      return null;
    }
    String first = line.substring(0, space);
    try {
      if (first.indexOf(':') > 0) {
        return at(LocalDate.EPOCH, first);
      }
      if (first.indexOf('-') > 0) {
        int second = line.indexOf(' ', space + 1);
        return second < 0 ? null : at(LocalDate.parse(first), line.substring(space + 1, second));
      }
      int dot = first.indexOf('.');
      long seconds = Long.parseLong(dot < 0 ? first : first.substring(0, dot));
      long nanoseconds =
          dot < 0 ? 0 : Long.parseLong((first.substring(dot + 1) + "000000000").substring(0, 9));
      return Instant.ofEpochSecond(seconds, nanoseconds);
    } catch (DateTimeParseException | NumberFormatException _) {
      return null;
    }
  }

  private static Instant at(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
  }
}
