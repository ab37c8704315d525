package dev.whichhop.flows.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.flows.function.FunctionCatalog;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ForeignFunctionsTest {
  private static final Pattern CALL = Pattern.compile("([a-zA-Z]+)\\(");

  /**
   * Advice that names a function which there is not would send people from one error to the next.
   */
  @Test
  void whatIsAdvisedIsThere() {
    assertThat(ForeignFunctions.advice()).isNotEmpty();
    for (String advice : ForeignFunctions.advice()) {
      Matcher call = CALL.matcher(advice);
      while (call.find()) {
        assertThat(FunctionCatalog.find(call.group(1))).as(advice).isPresent();
      }
    }
  }
}
