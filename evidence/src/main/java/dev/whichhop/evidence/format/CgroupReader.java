package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Files of a container's control group, {@code cpu.stat}, {@code memory.events}, {@code memory.max}
 * and their like, of version 1 and 2 (Linux, Documentation/admin-guide/cgroup-v1 and cgroup-v2), as
 * {@code cat}, {@code head} or {@code grep .} print one or several of them.
 *
 * <p>Each value becomes a series {@code cgroup.<file>.<key>}, or {@code cgroup.<file>} for files of
 * one number; {@code cpu.max} has the keys {@code quota} and {@code period} (microseconds). A file
 * without a limit ({@code max}) gives infinity. Labels: {@code container} and {@code pod} as far as
 * the command, a comment or the name of the file tells them.
 */
public final class CgroupReader implements Reader {
  private static final Set<String> CPU_STAT =
      Set.of(
          "usage_usec",
          "user_usec",
          "system_usec",
          "nice_usec",
          "nr_periods",
          "nr_throttled",
          "throttled_usec",
          "throttled_time",
          "nr_bursts",
          "burst_usec",
          "burst_time",
          "wait_sum",
          "core_sched.force_idle_usec");

  private static final Set<String> MEMORY_EVENTS =
      Set.of("low", "high", "max", "oom", "oom_kill", "oom_group_kill", "sock_throttled");

  private static final Set<String> MEMORY_OOM_CONTROL = Set.of("oom_kill_disable", "under_oom");

  /** Files that hold one number, or {@code max}. */
  private static final Set<String> NUMBERS =
      Set.of(
          "memory.max",
          "memory.high",
          "memory.current",
          "memory.peak",
          "memory.limit_in_bytes",
          "memory.usage_in_bytes",
          "memory.max_usage_in_bytes",
          "memory.failcnt",
          "cpu.cfs_quota_us",
          "cpu.cfs_period_us",
          "cpu.shares",
          "cpu.weight");

  private static final String CPU_MAX = "cpu.max";

  /** Containers whose control group anybody would look at for a request that got no answer. */
  private static final List<String> CONTAINERS = List.of("istio-proxy", "queue-proxy", "activator");

  @Override
  public String format() {
    return "cgroup";
  }

  @Override
  public int recognises(TextFile file) {
    Lines lines = new Lines(file);
    int all = 0;
    int known = 0;
    boolean distinct = false;
    for (String line : file.head()) {
      if (line.isBlank() || line.startsWith("#")) {
        lines.values(line);
        continue;
      }
      all++;
      boolean header = lines.isHeader(line);
      List<Value> values = lines.values(line);
      known += header || !values.isEmpty() ? 1 : 0;
      distinct |= !values.isEmpty();
    }
    return distinct && known * 10 >= all * 8 ? 93 : 0;
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    Lines lines = new Lines(file);
    file.forEachLine((line, number) -> {
      Place place = file.at(number);
      for (Value value : lines.values(line)) {
        into.add(MetricSeries.snapshot(value.name, lines.labels(), value.number, place));
      }
    });
  }

  private record Value(String name, double number) {}

  /** The lines of one file, which know what stood above them. */
  private static final class Lines {
    private final List<String> numbers = new ArrayList<>();
    private String file = "";
    private String container = "";
    private String pod = "";

    Lines(TextFile text) {
      String command = text.command();
      for (String word : command.split("[\\s'\"]+", -1)) {
        String name = nameOf(word);
        if (NUMBERS.contains(name) || name.equals(CPU_MAX)) {
          numbers.add(name);
        }
      }
      who(text.name());
      text.caption().forEach(this::who);
      who(command);
      String named = nameIn(text.name());
      file = numbers.isEmpty() ? named : "";
    }

    Map<String, String> labels() {
      Map<String, String> labels = new TreeMap<>();
      if (!container.isEmpty()) {
        labels.put("container", container);
      }
      if (!pod.isEmpty()) {
        labels.put("pod", pod);
      }
      return labels;
    }

    /** {@code kubectl exec POD -c istio-proxy -- …}, or a name that has the container inside. */
    private void who(String text) {
      for (String known : CONTAINERS) {
        if (text.contains(known)) {
          container = known;
        }
      }
      String[] words = text.split("\\s+", -1);
      int exec = List.of(words).indexOf("exec");
      for (int i = exec + 1; exec >= 0 && i < words.length; i++) {
        if (words[i].equals("-n") || words[i].equals("-c")) {
          i++;
        } else if (!words[i].startsWith("-")) {
          pod = words[i].substring(words[i].indexOf('/') + 1);
          break;
        }
      }
    }

    boolean isHeader(String line) {
      return !header(line).isEmpty();
    }

    /** {@code ==> /sys/fs/cgroup/cpu.stat <==}, {@code cpu.stat:}, {@code # memory.max}. */
    private static String header(String line) {
      String text = line.strip();
      boolean marked = text.startsWith("==>") || text.startsWith("#") || text.startsWith("--");
      String path = text.replace("==>", "").replace("<==", "").replaceAll("^[#\\s-]+", "").strip();
      path = path.endsWith(":") ? path.substring(0, path.length() - 1) : path;
      String name = path.indexOf(' ') < 0 ? nameOf(path) : marked ? nameIn(path) : "";
      return isKnown(name) ? name : "";
    }

    List<Value> values(String line) {
      String text = line.strip();
      if (text.startsWith("#")) {
        who(text);
      }
      String header = header(line);
      if (!header.isEmpty()) {
        file = header;
        return List.of();
      }
      int colon = text.indexOf(':');
      if (colon > 0 && isKnown(nameOf(text.substring(0, colon)))) {
        return values(nameOf(text.substring(0, colon)), text.substring(colon + 1).strip());
      }
      String[] words = text.split("\\s+", -1);
      if (words.length == 2 && CPU_STAT.contains(words[0])) {
        return values("cpu.stat", text);
      }
      if (words.length == 2 && MEMORY_OOM_CONTROL.contains(words[0])) {
        file = "memory.oom_control";
        return values(file, text);
      }
      if (words.length == 2 && MEMORY_EVENTS.contains(words[0])) {
        return values(file.equals("memory.oom_control") ? file : "memory.events", text);
      }
      boolean single = words.length == 1 && number(words[0]).isPresent();
      boolean quota = words.length == 2 && number(words[0]).isPresent();
      if ((single || quota) && !numbers.isEmpty()) {
        return values(numbers.removeFirst(), text);
      }
      return (single && NUMBERS.contains(file)) || (quota && file.equals(CPU_MAX))
          ? values(file, text)
          : List.of();
    }

    private static List<Value> values(String file, String text) {
      String[] words = text.split("\\s+", -1);
      if (file.equals(CPU_MAX) && words.length == 2) {
        return both(file + ".quota", words[0], file + ".period", words[1]);
      }
      OptionalDouble number = number(words[words.length - 1]);
      if (number.isEmpty() || words.length > 2) {
        return List.of();
      }
      String key = words.length == 2 ? "." + words[0] : "";
      return List.of(new Value("cgroup." + file + key, number.getAsDouble()));
    }

    private static List<Value> both(String one, String first, String other, String second) {
      OptionalDouble quota = number(first);
      OptionalDouble period = number(second);
      return quota.isEmpty() || period.isEmpty()
          ? List.of()
          : List.of(
              new Value("cgroup." + one, quota.getAsDouble()),
              new Value("cgroup." + other, period.getAsDouble()));
    }

    private static boolean isKnown(String name) {
      return NUMBERS.contains(name)
          || name.equals(CPU_MAX)
          || name.equals("cpu.stat")
          || name.equals("memory.events")
          || name.equals("memory.oom_control");
    }

    private static String nameOf(String path) {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The cgroup file that a longer text names; empty when it names none. */
    private static String nameIn(String text) {
      for (String word : text.split("[\\s'\";/]+", -1)) {
        if (isKnown(word)) {
          return word;
        }
        String withoutExtension = word.endsWith(".txt") ? word.substring(0, word.length() - 4) : "";
        for (String end : NUMBERS) {
          if (withoutExtension.endsWith(end)) {
            return end;
          }
        }
      }
      return "";
    }

    private static OptionalDouble number(String word) {
      if (word.equals("max")) {
        return OptionalDouble.of(Double.POSITIVE_INFINITY);
      }
      String digits = word.startsWith("-") ? word.substring(1) : word;
      boolean number =
          !digits.isEmpty() && digits.length() <= 20 && digits.chars().allMatch(Character::isDigit);
      return number ? OptionalDouble.of(Double.parseDouble(word)) : OptionalDouble.empty();
    }
  }
}
