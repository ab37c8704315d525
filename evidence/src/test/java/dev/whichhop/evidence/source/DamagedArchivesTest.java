package dev.whichhop.evidence.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Apart from {@link ArchivesTest}: two engines write over each other's report of one class. */
final class DamagedArchivesTest {
  @Property(seed = "2026", tries = 200)
  void damagedTarsAreNeverMoreThanAProblem(
      @ForAll @IntRange(min = 0, max = 10_239) int at,
      @ForAll byte value,
      @ForAll @IntRange(min = 0, max = 10_240) int length)
      throws IOException {
    byte[] tar =
        new GZIPInputStream(new ByteArrayInputStream(ArchivesTest.fixture("gnu.tar.gz")))
            .readAllBytes();
    byte[] damaged = Arrays.copyOf(tar, Math.min(tar.length, length));
    if (at < damaged.length) {
      damaged[at] = value;
    }
    assertThat(Walked.standardInput(damaged)).isNotNull();
  }

  @Property(seed = "2026", tries = 200)
  void anyBytesAreNeverMoreThanAProblem(@ForAll @Size(max = 2_000) byte[] bytes)
      throws IOException {
    assertThat(Walked.standardInput(bytes)).isNotNull();
  }
}
