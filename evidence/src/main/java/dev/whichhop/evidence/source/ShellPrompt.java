package dev.whichhop.evidence.source;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a line with a prompt and a command from a line of output. */
final class ShellPrompt {
  private static final int LONGEST_PROMPT = 100;

  /** What people run when they collect evidence. Needed where a prompt alone does not tell. */
  private static final Set<String> COMMANDS =
      Set.of(
          "kubectl",
          "oc",
          "k",
          "istioctl",
          "kn",
          "helm",
          "stern",
          "linkerd",
          "cilium",
          "hubble",
          "argocd",
          "flux",
          "aws",
          "eksctl",
          "curl",
          "wget",
          "grpcurl",
          "openssl",
          "nc",
          "ncat",
          "telnet",
          "websocat",
          "wscat",
          "hey",
          "wrk",
          "wrk2",
          "k6",
          "fortio",
          "ab",
          "siege",
          "vegeta",
          "oha",
          "h2load",
          "nghttp",
          "dig",
          "nslookup",
          "host",
          "getent",
          "ping",
          "traceroute",
          "tracepath",
          "mtr",
          "ss",
          "netstat",
          "ip",
          "ip6tables",
          "iptables",
          "iptables-save",
          "iptables-nft",
          "nft",
          "ipvsadm",
          "conntrack",
          "ethtool",
          "sysctl",
          "tcpdump",
          "tshark",
          "dmesg",
          "journalctl",
          "crictl",
          "ctr",
          "docker",
          "nsenter",
          "cat",
          "tail",
          "head",
          "grep",
          "egrep",
          "zgrep",
          "zcat",
          "awk",
          "sed",
          "jq",
          "yq",
          "sort",
          "wc",
          "ls",
          "lsof",
          "ps",
          "top",
          "free",
          "df",
          "uptime",
          "uname",
          "date",
          "env",
          "printenv",
          "hostname",
          "ulimit",
          "sudo",
          "time",
          "timeout",
          "watch",
          "for",
          "while",
          "seq",
          "echo",
          "python",
          "python3",
          "java",
          "jcmd",
          "jstack",
          "node",
          "npm",
          "go",
          "ssh",
          "pilot-agent");

  /** Commands that say something without any argument. */
  private static final Set<String> WITHOUT_ARGUMENTS =
      Set.of("date", "uptime", "dmesg", "env", "printenv", "hostname");

  private static final Set<String> KUBECTL_VERBS =
      Set.of(
          "get",
          "describe",
          "logs",
          "exec",
          "top",
          "rollout",
          "version",
          "cluster-info",
          "api-resources",
          "debug",
          "port-forward",
          "apply",
          "patch",
          "scale",
          "edit",
          "delete",
          "config",
          "diff",
          "events",
          "proxy-config",
          "pc",
          "proxy-status",
          "ps",
          "analyze",
          "x",
          "experimental",
          "ztunnel-config",
          "create",
          "run",
          "rsh",
          "auth",
          "explain",
          "label",
          "annotate",
          "service",
          "revision",
          "route",
          "kubeconfig",
          "bug-report");

  private ShellPrompt() {}

  /** The command of a line that begins with a prompt; null for every other line. */
  static @Nullable String command(String line) {
    if (line.isEmpty()) {
      return null;
    }
    char first = line.charAt(0);
    return switch (first) {
      case '$' -> plain(line);
      case '#' -> line.startsWith("# ") ? root(line.substring(2)) : null;
      case '%' -> line.startsWith("% ") ? known(line.substring(2)) : null;
      case '+' -> traced(line);
      case '[' -> bracketed(line);
      case '➜', '❯' -> ornate(line);
      default -> named(line);
    };
  }

  private static @Nullable String plain(String line) {
    if (line.equals("$")) {
      return "";
    }
    if (line.length() < 3 || line.charAt(1) != ' ') {
      return null;
    }
    char next = line.charAt(2);
    return Character.isLetter(next) || "/.(~_\"'{!".indexOf(next) >= 0 ? line.substring(2) : null;
  }

  /** A root prompt, or a comment: most lines that begin with # are comments. */
  private static @Nullable String root(String rest) {
    String command = known(rest);
    if (command == null || rest.endsWith(":") || rest.endsWith(".")) {
      return null;
    }
    List<String> words = List.of(rest.strip().split(" +", -1));
    String program = words.getFirst();
    if (words.size() == 1) {
      return WITHOUT_ARGUMENTS.contains(program) ? command : null;
    }
    String second = words.get(1);
    return switch (program) {
      case "kubectl", "oc", "k", "istioctl", "kn" ->
          second.startsWith("-") || KUBECTL_VERBS.contains(second) ? command : null;
      case "aws" ->
          words.size() > 2 && second.equals(second.toLowerCase(java.util.Locale.ROOT))
              ? command
              : null;
      default -> words.stream().skip(1).anyMatch(ShellPrompt::isArgument) ? command : null;
    };
  }

  /** An option, an address, a file, a pipe: what does not stand in a sentence. */
  private static boolean isArgument(String word) {
    boolean option =
        word.length() > 1
            && word.charAt(0) == '-'
            && (Character.isLetterOrDigit(word.charAt(1)) || word.charAt(1) == '-');
    return option
        || word.equals("|")
        || word.contains("://")
        || word.startsWith("/")
        || word.startsWith("$");
  }

  private static @Nullable String known(String rest) {
    int end = rest.indexOf(' ');
    return COMMANDS.contains(end < 0 ? rest : rest.substring(0, end)) ? rest : null;
  }

  /** {@code + cmd}, as {@code bash -x} prints before it runs it. */
  private static @Nullable String traced(String line) {
    int at = 0;
    while (at < line.length() && at < 5 && line.charAt(at) == '+') {
      at++;
    }
    return at < line.length() && line.charAt(at) == ' ' ? known(line.substring(at + 1)) : null;
  }

  /** {@code [user@host folder]$ cmd}. */
  private static @Nullable String bracketed(String line) {
    int close = line.indexOf(']');
    if (close < 0 || close > LONGEST_PROMPT || close + 1 >= line.length()) {
      return null;
    }
    char mark = line.charAt(close + 1);
    int at = line.indexOf('@');
    boolean prompt = (mark == '$' || mark == '#') && at > 0 && at < close;
    return prompt ? after(line, close + 1) : null;
  }

  /** oh-my-zsh and starship: {@code ➜ folder cmd}, {@code ❯ cmd}. */
  private static @Nullable String ornate(String line) {
    String rest = line.substring(1).strip();
    String command = known(rest);
    int space = rest.indexOf(' ');
    return command != null || space < 0 ? command : known(rest.substring(space + 1).strip());
  }

  /** {@code user@host:~$ cmd}, {@code pod:/# cmd}, {@code bash-5.1$ cmd}, {@code / # cmd}. */
  private static @Nullable String named(String line) {
    if (line.startsWith("PS ") || (line.length() > 2 && line.startsWith(":\\", 1))) {
      int end = line.indexOf('>');
      return end > 0 && end < LONGEST_PROMPT && line.indexOf(":\\") > 0 ? after(line, end) : null;
    }
    int limit = Math.min(line.length(), LONGEST_PROMPT);
    int end = 0;
    while (end < limit && "$#%".indexOf(line.charAt(end)) < 0) {
      if (!isPromptCharacter(line.charAt(end)) && line.charAt(end) != ' ') {
        return null;
      }
      end++;
    }
    if (end == limit) {
      return null;
    }
    return looksLikePrompt(line.substring(0, end)) ? after(line, end) : null;
  }

  private static boolean isPromptCharacter(char c) {
    return Character.isLetterOrDigit(c) || "_-.@:~/+()".indexOf(c) >= 0;
  }

  private static boolean looksLikePrompt(String prompt) {
    String text = prompt;
    if (text.startsWith("(")) {
      text = text.substring(text.indexOf(')') + 1).strip();
    }
    if (text.contains("://") || text.isEmpty()) {
      return false;
    }
    boolean spaced = text.endsWith(" ");
    String word = text.strip();
    int space = word.indexOf(' ');
    if (space >= 0) {
      // user@host folder %, as the zsh of a Mac has it.
      return spaced && word.indexOf(' ', space + 1) < 0 && word.lastIndexOf('@', space) > 0;
    }
    if (spaced) {
      return word.startsWith("/") || word.startsWith("~");
    }
    return word.indexOf('@') > 0
        || word.contains(":~")
        || word.contains(":/")
        || word.startsWith("bash-")
        || word.startsWith("sh-");
  }

  /** The text after the character that ends the prompt; null when no blank follows it. */
  private static @Nullable String after(String line, int end) {
    if (end + 1 == line.length()) {
      return "";
    }
    char next = line.charAt(end + 1);
    boolean windows = line.charAt(end) == '>';
    return next == ' ' || windows ? line.substring(end + 1).strip() : null;
  }
}
