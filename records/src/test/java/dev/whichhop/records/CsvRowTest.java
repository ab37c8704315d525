package dev.whichhop.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvRowTest {
  /** The examples of RFC 4180, section 2, rules 5 to 7. */
  @Test
  void quotedCells() {
    assertThat(CsvRow.of("\"aaa\",\"b\"\"bb\",ccc", ',')).containsExactly("aaa", "b\"bb", "ccc");
    CsvRow row = new CsvRow(',');
    assertThat(row.add("\"aaa\",\"b ")).isFalse();
    assertThat(row.add("bb\",\"ccc\"")).isTrue();
    assertThat(row.take()).containsExactly("aaa", "b \nbb", "ccc");
    assertThat(row.add("zzz,yyy,xxx")).isTrue();
    assertThat(row.take()).containsExactly("zzz", "yyy", "xxx");
  }

  @Test
  void aQuoteAmidACellDoesNotSwallowTheNextLines() {
    CsvRow row = new CsvRow(';');
    assertThat(row.add("1;a 5\" disk;")).isTrue();
    assertThat(row.take()).containsExactly("1", "a 5\" disk", "");
  }

  @Test
  void anOpenRowGivesWhatItHas() {
    CsvRow row = new CsvRow(',');
    assertThat(row.add("1,\"open")).isFalse();
    assertThat(row.take()).containsExactly("1", "open");
    assertThat(row.add("2,x")).isTrue();
    assertThat(row.take()).containsExactly("2", "x");
  }
}
