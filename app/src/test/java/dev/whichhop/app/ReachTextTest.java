package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.flows.reach.HopKind;
import dev.whichhop.flows.reach.Outcome;
import dev.whichhop.flows.reach.Reason;
import dev.whichhop.flows.reach.Seen;
import dev.whichhop.flows.reach.Verdict;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code flows reach} says, and how it takes wrong questions. */
class ReachTextTest {
  private static final String NETWORK = "src/test/resources/fixtures/reach/networks/peering";
  private static final String CASES = "src/test/resources/fixtures/reach/cases";

  @Test
  void everythingHasAText() {
    Messages messages = Messages.load(Language.EN);
    Stream<String> keys =
        Stream.of(
                Arrays.stream(Reason.values()).map(one -> "reach." + one.key()),
                Arrays.stream(HopKind.values()).map(one -> "reach.kind." + key(one)),
                Arrays.stream(Outcome.values()).map(one -> "reach.outcome." + key(one)),
                Arrays.stream(Seen.Fit.values()).map(one -> "reach.records." + key(one)),
                Arrays.stream(Verdict.values()).map(one -> "reach.verdict." + key(one)))
            .flatMap(one -> one);
    assertThat(keys).allMatch(messages::has);
  }

  private static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Test
  void tellsTheWayHopByHopAndWhatToChange() {
    Run run = Run.of("flows", "reach", "10.0.1.20", "10.1.1.20", "--port", "443", NETWORK);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("10.0.1.20 → 10.1.1.20, tcp 443")
        .contains("blocked at request, security groups, inbound sg-b")
        .contains("sg-a2 ── acl-a ── rtb-a ── pcx-ab ── acl-b ── sg-b REFUSED")
        .contains("no rule of sg-b admits tcp 443 with 10.0.1.20")
        .contains("What to change")
        .contains("aws ec2 authorize-security-group-ingress --group-id sg-b");
    assertThat(run.out()).doesNotContain("<");
  }

  @Test
  void leavesNoPlaceholderUnfilledInAnyCase() {
    for (String question :
        List.of(
            "10.0.1.10 10.1.1.20",
            "subnet-a1 subnet-b1",
            "203.0.113.9 10.0.1.10",
            "10.0.1.10 203.0.113.9",
            "10.0.1.10 10.77.0.1")) {
      String[] ends = question.split(" ");
      Run run = Run.of("flows", "reach", ends[0], ends[1], NETWORK);
      assertThat(run.out()).doesNotContainPattern("<[a-z-]+>");
    }
  }

  @Test
  void saysWhoGetsReplies() {
    Run run =
        Run.of(
            "flows",
            "reach",
            "10.0.1.10",
            "10.1.1.20",
            "--port",
            "443",
            CASES + "/acl-some-client-ports/network-acls.json",
            NETWORK + "/route-tables.json",
            NETWORK + "/subnets.json",
            NETWORK + "/network-interfaces.json",
            NETWORK + "/security-groups.json",
            NETWORK + "/vpc-peering-connections.json");

    assertThat(run.out())
        .contains("may be reached in part: request tcp 443; reply tcp 32768-65535")
        .contains("Linux (ports 32768-61000): every connection")
        .contains("Windows (ports 49152-65535): every connection")
        .contains("(ports 1024-65535): some connections, others time out");
  }

  @Test
  void proposesNothingWhereNoPortWasAsked() {
    Run run = Run.of("flows", "reach", "10.0.1.20", "10.1.1.20", NETWORK);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("may be reached in part: request tcp 8443; reply tcp 1024-65535")
        .doesNotContain("What to change");
  }

  @Test
  void speaksChinese() {
    Run run =
        Run.of(
            "flows", "reach", "10.0.1.10", "10.1.1.20", "--port", "443", "--lang", "zh", NETWORK);

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("可以到达", "请求", "应答");
  }

  @Test
  void namesTheInterfacesOfAGroup() {
    Run run = Run.of("flows", "reach", "sg-a2", "10.1.1.20", "--port", "8443", NETWORK);

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("eni-a1x (10.0.1.12) →", "eni-a2 (10.0.1.20) →", "eni-a3 (10.0.2.30) →");
  }

  @Test
  void saysWhatToFetchForAnUnknownEnd() {
    Run run = Run.of("flows", "reach", "eni-nowhere", "10.1.1.20", NETWORK);

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err())
        .contains("eni-nowhere is in none of the files")
        .contains("aws ec2 describe-network-interfaces --network-interface-ids eni-nowhere");
  }

  @Test
  void saysWhatWouldRefuseBehindAnUnknownRoute() {
    Run run =
        Run.of(
            "flows",
            "reach",
            "10.0.1.10",
            "10.1.1.20",
            "--port",
            "80",
            NETWORK + "/subnets.json",
            NETWORK + "/network-acls.json",
            NETWORK + "/network-interfaces.json",
            NETWORK + "/security-groups.json");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out())
        .contains("cannot be told; what comes as it was sent would be refused at request, security")
        .contains("aws ec2 describe-route-tables --filters Name=vpc-id,Values=vpc-a");
  }

  @Test
  void decidesNothingAboutLinkLocalAddresses() {
    Run run = Run.of("flows", "reach", "10.0.1.10", "169.254.169.254", "--port", "80", NETWORK);

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("link-local");
  }

  @Test
  void saysWhichAnswersCannotBeUsed() {
    Run unreadable =
        Run.of("flows", "reach", "10.0.1.10", "10.1.1.20", CASES + "/acl-unreadable-rule", NETWORK);
    Run differing =
        Run.of("flows", "reach", "10.0.1.10", "10.1.1.20", NETWORK, CASES + "/two-answers-differ");

    assertThat(unreadable.out())
        .containsPattern("acl-b is left out: .*network-acls.json:\\d+.* expected a CIDR");
    assertThat(differing.out()).contains("sg-b is not the same in");
  }

  @Test
  void takesNoAnswerFromNothing() {
    Run run = Run.of("flows", "reach", "203.0.113.9", "198.51.100.1", NETWORK);

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("is in a VPC of the files");
  }

  @Test
  void refusesQuestionsWithoutMeaning() {
    for (String[] wrong :
        List.of(
            new String[] {"10.0.1.10", "10.1.1.20", "--port", "70000"},
            new String[] {"10.0.1.10", "10.1.1.20", "--port", "8-4"},
            new String[] {"10.0.1.10", "10.1.1.20", "--protocol", "tpc"},
            new String[] {"10.0.1.10", "10.1.1.20", "--protocol", "icmp", "--port", "80"},
            new String[] {"10.0.1.10", "2001:db8::1"})) {
      String[] arguments =
          Stream.of(Stream.of("flows", "reach"), Arrays.stream(wrong), Stream.of(NETWORK))
              .flatMap(one -> one)
              .toArray(String[]::new);
      assertThat(Run.of(arguments).status()).as(String.join(" ", wrong)).isEqualTo(2);
    }
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    assertThat(Run.of("flows", "reach", "10.0.1.10", "10.1.1.20", "no/such").status()).isEqualTo(4);
  }

  private static final String HEADER =
      "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start"
          + " end action log-status tcp-flags\n";
  private static final String REQUEST =
      "3 111122223333 eni-b1 10.0.1.10 10.1.1.20 40001 443 6 3 180 1700000000 1700000060 ";
  private static final String REPLY =
      "3 111122223333 eni-b1 10.1.1.20 10.0.1.10 443 40001 6 3 180 1700000000 1700000060 ";

  @ParameterizedTest
  @CsvSource({
    "443, ACCEPT OK 2, ACCEPT OK 18, They confirm this.",
    "443, REJECT OK 2, NODATA, They contradict this",
    "443, REJECT OK 4, NODATA, Late packets of closed connections: 1. They neither confirm",
    "443, ACCEPT OK 2, NODATA, They neither confirm nor contradict",
    "80, ACCEPT OK 2, ACCEPT OK 18, They neither confirm nor contradict",
  })
  void setsItAgainstTheRecords(
      String port, String request, String reply, String expected, @TempDir Path folder)
      throws IOException {
    Path log = folder.resolve("flows.log");
    String answer = reply.equals("NODATA") ? "" : REPLY + reply + "\n";
    Files.writeString(log, HEADER + REQUEST + request + "\n" + answer);

    Run run =
        Run.of("flows", "reach", "10.0.1.10", "10.1.1.20", "--port", port, NETWORK, log.toString());

    assertThat(run.out()).contains("What the records show", expected);
  }

  @Test
  void saysThatFlowsWereLost(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("flows.log");
    String skipped = "3 111122223333 eni-b1 - - - - - - - 1700000000 1700000060 - SKIPDATA -\n";
    Files.writeString(log, HEADER + skipped + REQUEST + "REJECT OK 2\n");

    Run run =
        Run.of("flows", "reach", "10.0.1.10", "10.1.1.20", "--port", "80", NETWORK, log.toString());

    assertThat(run.out()).contains("1 records say that flows were lost (SKIPDATA)");
  }
}
