package dev.whichhop.redact.pseudonym;

import dev.whichhop.records.LiteralMatcher;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what names a thing of the user's, by where it stands in a line. */
final class NameFinder {
  private static final String NAME = "([A-Za-z0-9][A-Za-z0-9_./:@-]*)";

  /** Behind a key that says so, in YAML, JSON, logfmt, tables of properties and labels. */
  private static final Pattern KEYED =
      Pattern.compile(
          "(?i)(?:name|namespace|_service|_pod|_cluster|_workload|_app|_host"
              + "|(?<![A-Za-z0-9])(?:ns|app|service|svc|host|hostname|pod|node|workload|cluster"
              + "|authority|instance|component|part-of|image|user|account|owner|team|project"
              + "|tenant|domain|sni|controlled by|gateway|configuration|revision|route))"
              + "(?:[\"']?\\s*[:=]\\s*[\"']|\\s*=|[\"']?\\s*:\\s*(?=[^\\s\"']+\\s*(?:$|[,;}\\]#])))"
              + NAME);

  /** With a domain that a name on the network can end with, not a file's ending. */
  private static final Pattern HOST =
      Pattern.compile(
          "(?i)(?<![A-Za-z0-9_.-])((?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\\.)+)"
              + "(?:com|net|org|io|dev|app|cloud|local|internal|example|test|svc|lan|corp|info|biz"
              + "|edu|gov|cn|uk|de|fr|jp|in|eu|us|ch|nl|au|ca|br|ru|kr|sg|hk|tw)(?![A-Za-z0-9_-])");

  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?i)(?<![A-Za-z0-9_-])(?:pods?|deployments?(?:\\.apps)?|deploy|services?|svc|replicasets?"
              + "|rs|statefulsets?|sts|daemonsets?|ds|nodes?|namespaces?|revisions?|configurations?"
              + "|routes?|ksvc|virtualservices?|destinationrules?|gateways?|jobs?|ns|sa"
              + "|serviceaccounts?)/([a-z0-9][a-z0-9./-]*)");

  private static final Pattern OPTION =
      Pattern.compile(
          "(?:^|\\s)(?:-n|--namespace|--context|--cluster|--service)[ =]([A-Za-z0-9._/-]+)");

  private static final Pattern POD =
      Pattern.compile(
          "(?<![A-Za-z0-9])([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)-(?:[0-9a-f]{8,10}|[bcdfghjklmnpqrstvwxz2456789]{8,10})"
              + "-[bcdfghjklmnpqrstvwxz2456789]{5}(?![A-Za-z0-9])");

  private static final Pattern SPIFFE =
      Pattern.compile("spiffe://([^/\\s\"']+)/ns/([^/\\s\"']+)/sa/([^/\\s\"',;]+)");

  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:(\\d{12})?:([A-Za-z0-9_./:+=@-]+)");

  private static final Pattern AWS_ID =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:vpc|eni|i|subnet|sg|sgr|acl|rtb|nat|igw|eigw|tgw|tgw-attach|pcx|vpce"
              + "|eipalloc|eipassoc|vol|ami|fl|lt|aclassoc|rtbassoc|dopt)-([0-9a-f]{8}|[0-9a-f]{17})"
              + "(?![A-Za-z0-9])");

  /** Ids of load balancers and target groups, in their ARNs and in names of hosts. */
  private static final Pattern ELB_ID =
      Pattern.compile("(?<![A-Za-z0-9])[0-9a-f]{16}(?![A-Za-z0-9])");

  /** In records of flow logs version 2, and in what AWS calls owner. */
  private static final Pattern ACCOUNT =
      Pattern.compile(
          "(?:^\\d{1,2} |(?i:owner-?id|account-?id|account)\"?\\s*[:=]?\\s*\"?)(\\d{12})(?!\\d)");

  private static final List<String> NOT_THE_USERS =
      List.of(
          "envoy.", "type.googleapis.com", "istio.", "k8s.io", "networking.", "http://schemas.");

  private static final List<String> COLUMNS =
      List.of(
          "NAMESPACE",
          "NAME",
          "NODE",
          "HOSTS",
          "HOST",
          "SERVICE",
          "GATEWAYS",
          "GATEWAY",
          "CLUSTER",
          "CONFIG",
          "LATESTCREATED",
          "LATESTREADY",
          "REFERENCE",
          "OBJECT",
          "SERVICE FQDN",
          "POD",
          "ISTIOD",
          "DOMAINS",
          "VIRTUAL",
          "DESTINATION",
          "IMAGES",
          "HOSTNAMES",
          "ADDRESS");

  /** Most lines hold none of these, and one look tells. */
  private static final LiteralMatcher BEFORE_REFERENCE =
      new LiteralMatcher(
          List.of(
              "pod/",
              "pods/",
              "deployment/",
              "deployments/",
              "apps/",
              "deploy/",
              "service/",
              "services/",
              "svc/",
              "replicaset/",
              "replicasets/",
              "rs/",
              "statefulset/",
              "statefulsets/",
              "sts/",
              "daemonset/",
              "daemonsets/",
              "ds/",
              "node/",
              "nodes/",
              "namespace/",
              "namespaces/",
              "revision/",
              "revisions/",
              "configuration/",
              "configurations/",
              "route/",
              "routes/",
              "ksvc/",
              "gateway/",
              "gateways/",
              "job/",
              "jobs/",
              "ns/",
              "sa/",
              "serviceaccount/",
              "serviceaccounts/",
              "rule/",
              "rules/"),
          true);

  private static final LiteralMatcher BEFORE_AWS_ID =
      new LiteralMatcher(
          List.of(
              "vpc-",
              "eni-",
              "i-",
              "subnet-",
              "sg-",
              "sgr-",
              "acl-",
              "rtb-",
              "nat-",
              "igw-",
              "tgw-",
              "attach-",
              "pcx-",
              "vpce-",
              "eipalloc-",
              "eipassoc-",
              "vol-",
              "ami-",
              "fl-",
              "lt-",
              "aclassoc-",
              "rtbassoc-",
              "dopt-"),
          false);

  private final NameMap names;

  /** Begin and end of the columns with names in the table that is being read. */
  private List<int[]> columns = List.of();

  NameFinder(NameMap names) {
    this.names = names;
  }

  /** Ends what spans lines. */
  void file() {
    columns = List.of();
  }

  void line(String line) {
    each(KEYED, line, this::words);
    each(HOST, line, this::words);
    if (BEFORE_REFERENCE.find(line, new BitSet())) {
      each(REFERENCE, line, this::words);
    }
    each(OPTION, line, this::words);
    each(POD, line, this::words);
    Matcher spiffe = SPIFFE.matcher(line);
    while (spiffe.find()) {
      words(spiffe.group(1));
      words(spiffe.group(2));
      words(spiffe.group(3));
    }
    if (line.contains("arn:aws")) {
      arn(line);
    }
    if (line.contains(".elb.")) {
      eachWhole(ELB_ID, line, names::addHex);
    }
    if (BEFORE_AWS_ID.find(line, new BitSet())) {
      each(AWS_ID, line, names::addHex);
    }
    each(ACCOUNT, line, names::addNumber);
    table(line);
  }

  private void arn(String line) {
    Matcher arn = ARN.matcher(line);
    while (arn.find()) {
      if (arn.group(1) != null) {
        names.addNumber(arn.group(1));
      }
      words(arn.group(2));
      eachWhole(ELB_ID, arn.group(2), names::addHex);
    }
  }

  private static void each(Pattern pattern, String line, Consumer<String> found) {
    Matcher matcher = pattern.matcher(line);
    while (matcher.find()) {
      found.accept(matcher.group(1));
    }
  }

  private static void eachWhole(Pattern pattern, String line, Consumer<String> found) {
    Matcher matcher = pattern.matcher(line);
    while (matcher.find()) {
      found.accept(matcher.group());
    }
  }

  private void words(String name) {
    for (String other : NOT_THE_USERS) {
      if (name.startsWith(other)) {
        return;
      }
    }
    Words.each(name, (start, end) -> names.addWord(name.substring(start, end)));
  }

  /** Tables of kubectl and istioctl: the words of the first line say what the columns are. */
  private void table(String line) {
    if (isHeading(line)) {
      columns = new ArrayList<>();
      int at = 0;
      while (at < line.length()) {
        int end = line.indexOf("  ", at);
        end = end < 0 ? line.length() : end;
        int next = end;
        while (next < line.length() && line.charAt(next) == ' ') {
          next++;
        }
        if (COLUMNS.contains(line.substring(at, end).strip())) {
          columns.add(new int[] {at, next == line.length() ? Integer.MAX_VALUE : next});
        }
        at = next;
      }
      return;
    }
    if (line.isBlank() || line.startsWith("$") || line.startsWith(" ")) {
      columns = List.of();
      return;
    }
    for (int[] column : columns) {
      if (column[0] < line.length()) {
        words(line.substring(column[0], Math.min(column[1], line.length())).strip());
      }
    }
  }

  private static boolean isHeading(String line) {
    return line.length() > 4
        && line.contains("  ")
        && Character.isUpperCase(line.charAt(0))
        && line.equals(line.toUpperCase(Locale.ROOT))
        && line.chars().noneMatch(Character::isDigit)
        && COLUMNS.stream().anyMatch(line::contains);
  }
}
