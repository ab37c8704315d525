package dev.whichhop.flows.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.whichhop.flows.language.QueryParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

final class FlowDashboardTest {
  private static final List<FlowDashboard> DASHBOARDS =
      List.of(
          new FlowDashboard("/vpc/flows", "eu-west-1", "", ""),
          new FlowDashboard("/vpc/flows", "eu-west-1", "10.0.0.0/16", ""),
          new FlowDashboard("it's", "us-east-1", "10.0.0.0/16", "10.1.0.0/16"));

  @Test
  void itsQueriesAreOfTheLanguage() {
    for (FlowDashboard dashboard : DASHBOARDS) {
      for (FlowDashboard.Widget widget : dashboard.widgets()) {
        assertThatCode(() -> QueryParser.parse(widget.query())).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void widgetsDoNotOverlap() {
    for (FlowDashboard dashboard : DASHBOARDS) {
      JsonNode body = new ObjectMapper().readTree(dashboard.body());
      assertThat(body.path("widgets").valueStream().map(one -> one.path("x") + "," + one.path("y")))
          .doesNotHaveDuplicates()
          .hasSize(dashboard.widgets().size());
    }
  }

  @Test
  void bothDirectionsOfAPair() {
    assertThat(DASHBOARDS.getLast().widgets().getFirst().query())
        .contains(
            "isIpInSubnet(srcAddr, \"10.0.0.0/16\") and isIpInSubnet(dstAddr, \"10.1.0.0/16\")")
        .contains(
            "isIpInSubnet(srcAddr, \"10.1.0.0/16\") and isIpInSubnet(dstAddr, \"10.0.0.0/16\")");
  }
}
