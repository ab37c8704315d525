package dev.whichhop.diagnosis.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComplaintTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "body: upstream connect error or disconnect/reset before headers | QUOTE",
        "HTTP/1.1 503 Service Unavailable | STATUS_LINE",
        "Every third call times out. | CONNECTION",
        "ip-10-0-4-10   ok   timeout | CONNECTION",
        "The plants cannot reach the API since noon. | CONNECTION",
        "Somebody saw a 503 last week. | ANSWER",
        "Do connections hang or get cut off? | NONE",
        "There is no timeout and nobody complained. | NONE",
        "proxyTimeout: 30000 | NONE",
        "\"timeout\": 5 | NONE",
        "proxy_read_timeout 60s; | NONE",
        "All is well since Monday. | NONE"
      })
  void tellsComplaintsFromQuestionsAndSettings(String line, Complaint complaint) {
    assertThat(Complaint.of(line)).isEqualTo(complaint);
  }
}
