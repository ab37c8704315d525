package dev.whichhop.flows.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is read by hand for speed against the regular expressions that say what it means. */
class TextsAndNumbersTest {
  private static final Pattern NUMERAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  @Provide
  Arbitrary<String> nearlyNumbers() {
    return Arbitraries.strings().withChars("0019.-+eE x\u0661").ofMaxLength(9);
  }

  @Property(seed = "2026", tries = 5000)
  void numeralsAreWhatTheExpressionSays(@ForAll("nearlyNumbers") String text) {
    boolean number = NUMERAL.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));

    assertThat(Numerals.parse(text).isPresent()).as(text).isEqualTo(number);
  }

  @Property(seed = "2026", tries = 1000)
  void keysMarkRunsOfDigits(@ForAll("nearlyNumbers") String text) {
    String expected =
        DIGITS
            .matcher(text)
            .replaceAll(run -> "0" + (char) (0x100 + run.group().length()) + run.group());

    assertThat(NaturalOrder.key(text)).isEqualTo(expected);
  }
}
