package dev.whichhop.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiteralMatcherTest {

  @Test
  void findsOverlappingLiteralsAndSuffixes() {
    LiteralMatcher matcher = new LiteralMatcher(List.of("he", "she", "his", "hers"), false);

    assertThat(matcher.find("ushers")).containsExactly(0, 1, 3);
    assertThat(matcher.find("HERS")).isEmpty();
  }

  @Test
  void findsEqualLiteralsBoth() {
    assertThat(new LiteralMatcher(List.of("a", "b", "a"), false).find("xa")).containsExactly(0, 2);
  }

  @Test
  void ignoresCaseOfAsciiWhenAsked() {
    LiteralMatcher matcher = new LiteralMatcher(List.of("econnreset", "重置"), true);

    assertThat(matcher.find("Error: ECONNReset")).containsExactly(0);
    assertThat(matcher.find("连接被重置")).containsExactly(1);
  }

  @Test
  void agreesWithContainsOnRandomTexts() {
    Random random = new Random(7);
    List<String> literals =
        IntStream.range(0, 60).mapToObj(_ -> word(random, 1 + random.nextInt(4))).toList();
    LiteralMatcher matcher = new LiteralMatcher(literals, false);
    for (int i = 0; i < 2_000; i++) {
      String text = word(random, random.nextInt(12));
      List<Integer> expected =
          IntStream.range(0, literals.size())
              .filter(index -> text.contains(literals.get(index)))
              .boxed()
              .toList();

      assertThat(matcher.find(text)).as(text).isEqualTo(expected);
    }
  }

  private static String word(Random random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(4)));
    }
    return word.toString();
  }
}
