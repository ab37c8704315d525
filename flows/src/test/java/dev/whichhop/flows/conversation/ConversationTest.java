package dev.whichhop.flows.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.flows.input.Samples;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Expected outcomes follow from what AWS says of its examples and from section 2.6 of the facts.
 */
class ConversationTest {
  private static final String HEADER =
      "interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action"
          + " log-status tcp-flags flow-direction\n";

  @Test
  void onePingWhoseReplyANetworkAclStops() throws IOException {
    Conversation ping = only(sample("nacl-return-reject"));
    assertThat(ping.client()).hasToString("203.0.113.12");
    assertThat(ping.told()).isEqualTo(ServerTold.FIRST_SENDER);
    assertThat(ping.outcome()).isEqualTo(Outcome.RETURN_REJECTED);
  }

  @Test
  void aTransitGatewayIsLookedThrough() throws IOException {
    Conversation web = only(sample("tgw-vpc-a-to-b"));
    assertThat(web.client()).hasToString("10.20.33.164:39812");
    assertThat(web.server()).hasToString("10.40.2.236:80");
    assertThat(web.told()).isEqualTo(ServerTold.SYN);
    assertThat(web.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(web.parts()).hasSize(4);
    assertThat(web.parts()).filteredOn(FlowPart::translated).hasSize(2);
  }

  @Test
  void flagsTellTheClient() throws IOException {
    List<Conversation> two = sample("tcp-flags-open");
    assertThat(two)
        .extracting(one -> one.client().toString())
        .containsExactly("52.213.180.42:43416", "52.213.180.42:43418");
    assertThat(two).extracting(Conversation::outcome).containsOnly(Outcome.ANSWERED);
    assertThat(two.getFirst().volume(true, false).bytes()).isEqualTo(568);
    assertThat(two.getFirst().volume(false, false).packets()).isEqualTo(7);
  }

  /** At one interface both ways pass, at another the request is stopped. */
  @Test
  void stoppedAtOneInterfaceAndAnsweredAtAnother() throws IOException {
    Conversation web =
        sample("flowlogs-reader-v2").stream()
            .filter(one -> one.server().port() == 443)
            .findFirst()
            .orElseThrow();
    assertThat(web.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(web.answered()).isTrue();
    assertThat(web.volume(true, true).bytes()).isEqualTo(1680);
    assertThat(web.volume(true, false).networkInterface()).isEqualTo("eni-102010ab");
  }

  @Test
  void synWithoutAnswer() {
    Conversation one =
        only("eni-b 10.0.0.1 10.1.0.1 40000 443 6 3 180 100 160 ACCEPT OK 2 ingress\n");
    assertThat(one.outcome()).isEqualTo(Outcome.UNANSWERED);
  }

  @Test
  void nothingListens() {
    Conversation one =
        only(
            "eni-b 10.0.0.1 10.1.0.1 40000 8080 6 1 60 100 160 ACCEPT OK 2 ingress\n"
                + "eni-b 10.1.0.1 10.0.0.1 8080 40000 6 1 40 100 160 ACCEPT OK 4 egress\n");
    assertThat(one.outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void theAnswerLeavesByAnotherInterface() {
    Conversation one =
        only(
            "eni-b 10.0.0.1 10.1.0.1 40000 443 6 9 900 100 160 ACCEPT OK 2 ingress\n"
                + "eni-c 10.1.0.1 10.0.0.1 443 40000 6 9 900 100 160 ACCEPT OK 18 egress\n");
    assertThat(one.outcome()).isEqualTo(Outcome.ANSWERED_ELSEWHERE);
  }

  @Test
  void packetsBehindTheEndAreNoRule() {
    Conversation one =
        only(
            "eni-b 10.0.0.1 10.1.0.1 40000 443 6 9 900 100 160 ACCEPT OK 3 ingress\n"
                + "eni-b 10.1.0.1 10.0.0.1 443 40000 6 9 900 100 160 ACCEPT OK 19 egress\n"
                + "eni-b 10.0.0.1 10.1.0.1 40000 443 6 1 40 200 201 REJECT OK 4 ingress\n");
    assertThat(one.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(one.stop(one.parts().getLast())).isEqualTo(StopKind.LATE);
  }

  @Test
  void aRejectedSynNamesTheSide() {
    Conversation one =
        only(
            "eni-a 10.0.0.1 10.1.0.1 40000 443 6 3 180 100 160 ACCEPT OK 2 egress\n"
                + "eni-b 10.0.0.1 10.1.0.1 40000 443 6 3 180 100 160 REJECT OK 2 ingress\n");
    assertThat(one.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(one.answered()).isFalse();
    assertThat(one.parts().stream().filter(part -> part.verdict().stopped()).map(one::stop))
        .containsExactly(StopKind.INBOUND);
  }

  /** Without flow-direction: the address in all records of an interface is its own. */
  @Test
  void theSideIsToldFromTheOwnAddress() {
    List<Conversation> all =
        Gathered.of(
            "2 1 eni-b 10.0.0.1 10.1.0.1 40000 443 6 3 180 100 160 REJECT OK\n"
                + "2 1 eni-b 10.0.0.2 10.1.0.1 40000 443 6 3 180 100 160 ACCEPT OK\n");
    assertThat(all.getFirst().parts().getFirst().direction()).isEqualTo(Direction.INGRESS);
  }

  /** Ports of clients are not always the higher ones: load balancers take any from 1024 on. */
  @Test
  void aPortThatRecursIsTheServers() {
    List<Conversation> all =
        Gathered.of(
            "2 1 eni-b 10.0.0.1 10.1.0.1 1295 8443 6 3 180 100 160 ACCEPT OK\n"
                + "2 1 eni-b 10.0.0.1 10.1.0.1 50000 8443 6 3 180 100 160 ACCEPT OK\n");
    assertThat(all).extracting(one -> one.server().port()).containsOnly(8443);
    assertThat(all).extracting(Conversation::told).containsOnly(ServerTold.RECURRING_PORT);
  }

  /** The own address is the primary one; a pod has another. */
  @Test
  void theSideOfAPodsPacketsIsToldFromTheAddressesSeen() {
    List<Conversation> all =
        Gathered.of(
            "interface-id srcaddr dstaddr srcport dstport protocol pkt-srcaddr pkt-dstaddr action\n"
                + "eni-b 10.0.0.1 10.1.0.1 40000 8080 6 10.0.0.1 10.1.0.99 REJECT\n"
                + "eni-b 10.0.0.2 10.1.0.1 40000 8080 6 10.0.0.2 10.1.0.98 ACCEPT\n");
    assertThat(all.getFirst().server()).hasToString("10.1.0.99:8080");
    assertThat(all.getFirst().parts().getFirst().direction()).isEqualTo(Direction.INGRESS);
  }

  @Test
  void ofTwoInterfacesTheOneThatSawMostCounts() {
    Conversation one =
        only(
            "eni-a 10.0.0.1 10.1.0.1 40000 443 6 10 1000 100 160 ACCEPT OK 2 egress\n"
                + "eni-b 10.0.0.1 10.1.0.1 40000 443 6 8 800 100 160 ACCEPT OK 2 ingress\n"
                + "eni-b 10.1.0.1 10.0.0.1 443 40000 6 7 700 100 160 ACCEPT OK 18 egress\n"
                + "eni-a 10.1.0.1 10.0.0.1 443 40000 6 7 700 100 160 ACCEPT OK 18 ingress\n");
    assertThat(one.volume(true, false)).isEqualTo(new Conversation.Volume("eni-a", 1, 10, 1000));
    assertThat(one.volume(false, false)).isEqualTo(new Conversation.Volume("eni-a", 1, 7, 700));
    assertThat(one.repeated()).isTrue();
  }

  @Test
  void ipVersion6InAnySpellingIsOneAddress() {
    Conversation one =
        only(
            "eni-b 2001:db8::1 2001:DB8:0::2 40000 443 6 1 60 100 160 ACCEPT OK 2 ingress\n"
                + "eni-b 2001:db8:0:0::2 2001:db8:0::1 443 40000 6 1 60 100 160 ACCEPT OK 18"
                + " egress\n");
    assertThat(one.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(one.server()).hasToString("[2001:db8::2]:443");
  }

  @Test
  void aLostIntervalMakesSilenceUncertain() {
    String unanswered = "eni-b 10.0.0.1 10.1.0.1 40000 443 6 3 180 100 160 ACCEPT OK 2 ingress\n";
    String later = "eni-x 10.9.0.1 10.9.0.2 1 2 17 1 1 5000 5060 ACCEPT OK - ingress\n";
    String skip = "eni-b - - - - - - - 150 200 - SKIPDATA - -\n";
    assertThat(mayBeIncomplete(unanswered + later)).isFalse();
    assertThat(mayBeIncomplete(unanswered)).as("the records end there").isTrue();
    assertThat(mayBeIncomplete(unanswered + later + skip)).isTrue();
  }

  @Test
  void everyLostIntervalCountsHoweverMany() {
    StringBuilder records = new StringBuilder();
    for (int start = 100; start <= 600_100; start += 200) {
      records.append("eni-b - - - - - - - %d %d - SKIPDATA - -\n".formatted(start, start + 60));
    }
    String unanswered =
        "eni-b 10.0.0.1 10.1.0.1 40000 443 6 3 180 600100 600160 ACCEPT OK 2 ingress\n";
    String later = "eni-x 10.9.0.1 10.9.0.2 1 2 17 1 1 700000 700060 ACCEPT OK - ingress\n";
    assertThat(mayBeIncomplete(unanswered + later)).isFalse();
    assertThat(mayBeIncomplete(records + unanswered + later)).isTrue();
  }

  private static boolean mayBeIncomplete(String records) {
    Conversations all =
        Gathered.of(AddressFilter.ALL, Samples.file("records.log", HEADER + records));
    boolean[] answer = new boolean[1];
    all.forEach(one -> answer[0] |= one.server().port() == 443 && all.mayBeIncomplete(one));
    return answer[0];
  }

  private static List<Conversation> sample(String id) throws IOException {
    Samples.Sample sample = Samples.all().get(id);
    return Gathered.of(sample.format() + "\n" + sample.text());
  }

  private static Conversation only(List<Conversation> all) {
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static Conversation only(String records) {
    return only(Gathered.of(HEADER + records));
  }
}
