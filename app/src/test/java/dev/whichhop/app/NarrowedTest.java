package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One request, moment or host out of an example. */
final class NarrowedTest {
  private static final String RACE = "../examples/keepalive-race";
  private static final String FAILED_ID = "2d23ed49-5266-4ac7-b6b8-3ed8a7b5dbec";

  @Test
  void oneRequestIsDiagnosedWithItsLike() throws IOException {
    Run run = Run.of(RACE, "--request-id", FAILED_ID);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("Only request-id " + FAILED_ID)
        .contains("Matching requests: 1, failed: 1")
        .contains("the verdict is about all of these")
        .contains(FAILED_ID)
        .contains("keepalive-idle-race-app");
    Run json = Run.of(RACE, "--request-id", FAILED_ID, "-o", "json");
    assertThat(AnswersTest.problems(json.out())).isEmpty();
    assertThat(json.out()).contains("\"narrowed\":{\"to\":[\"request-id " + FAILED_ID);
    assertThat(Run.of(RACE, "--request-id", FAILED_ID, "-o", "html").out())
        .contains("Matching requests: 1");
  }

  @Test
  void aRequestThatIsNotThereIsSaidWithTheNearest() throws IOException {
    Run run = Run.of(RACE, "--request-id", FAILED_ID.replace("2d23", "2d24"));
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out())
        .contains("Nothing matches request-id")
        .contains("Nearest request ids: " + FAILED_ID);
    Run json = Run.of(RACE, "--request-id", "x", "-o", "json");
    assertThat(json.status()).isEqualTo(3);
    assertThat(json.out()).contains("\"requests\":0").contains("\"causes\":[]");
    assertThat(AnswersTest.problems(json.out())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-04T09:01:26Z, 5s, 1",
    "2025-03-04 09:01:26, 5s, 1",
    "2025-03-04T17:01:26+08:00, 5s, 1",
    "09:01:26, 5s, 1",
    "09:02, 1h, 1",
    "2024-01-01T00:00:00Z, 1m, 3",
    "23:59, 1s, 3"
  })
  void aMoment(String at, String within, int status) {
    Run run = Run.of(RACE, "--at", at, "--within", within);
    assertThat(run.status()).as(run.out()).isEqualTo(status);
    if (status == 3) {
      assertThat(run.out()).contains("Nothing matches").contains("Nearest failures: 2025-03-04T");
    }
  }

  @Test
  void aMomentLeavesOutFailuresElsewhere() {
    Run run = Run.of(RACE, "--at", "09:01:26", "--within", "5s", "-o", "json");
    assertThat(run.out()).contains("\"failed\":1").contains("\"count\":1");
  }

  @Test
  void aHost() {
    assertThat(Run.of(RACE, "--host", "SHOP.example.org").status()).isEqualTo(1);
    assertThat(Run.of(RACE, "--host", "*.example.org").status()).isEqualTo(1);
    Run none = Run.of(RACE, "--host", "shop.example.com");
    assertThat(none.status()).isEqualTo(3);
    assertThat(none.out()).contains("Nearest hosts: shop.example.org");
  }

  @Test
  void anAnsweredRequestIsHealthy() {
    String answered = "fe1b1434-3b10-4980-950c-aef9618a9261";
    Run run = Run.of(RACE, "--request-id", answered);
    assertThat(run.status()).as(run.out()).isZero();
    assertThat(run.out()).contains("failed: 0").contains("HEALTHY");
  }

  @Test
  void wrongTimesAreWrongUsage() {
    assertThat(Run.of(RACE, "--at", "yesterday").status()).isEqualTo(2);
    assertThat(Run.of(RACE, "--at", "09:00", "--within", "5").status()).isEqualTo(2);
  }

  @Test
  void chinese() {
    assertThat(Run.of(RACE, "--host", "x", "--lang", "zh").out()).contains("没有与 host x 匹配的内容");
  }
}
