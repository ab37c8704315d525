package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three worked cases: situation and cause, told by the program alone. */
final class WorkedCasesTest {
  private static final Pattern TRAIT =
      Pattern.compile("\"situation\":\"([a-z-]+)\",\"answer\":\"(yes|no|unseen)\"");

  @ParameterizedTest
  @CsvSource({
    "pool-too-small,circuit-breaker-overflow,in-bursts one-service under-load",
    "ejection-too-strict,outlier-ejection,in-bursts one-service",
    "node-out-of-memory,sidecar-resource-starvation,in-bursts one-node after-restart",
    "keepalive-race,keepalive-idle-race-app,now-and-then after-idle",
    "nlb-hairpin,nlb-hairpin-client-ip-preservation,now-and-then one-caller"
  })
  void tellsSituationAndCause(String example, String cause, String situations) {
    Run run = Run.of("diagnose", "../examples/" + example + "/evidence", "-o", "json");
    String causes = run.out().substring(run.out().indexOf("\"causes\""));
    assertThat(causes).startsWith("\"causes\":[{\"id\":\"" + cause + "\"");
    String triage = run.out().substring(run.out().indexOf("\"triage\""));
    Matcher trait = TRAIT.matcher(triage.substring(0, triage.indexOf("]}]")));
    List<String> yes =
        trait.results().filter(one -> one.group(2).equals("yes")).map(one -> one.group(1)).toList();
    assertThat(yes).containsExactly(situations.split(" "));
  }
}
