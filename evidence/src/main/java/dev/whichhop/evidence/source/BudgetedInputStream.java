package dev.whichhop.evidence.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Unpacked bytes, each of them charged to a budget. */
final class BudgetedInputStream extends FilterInputStream {
  private final UnpackBudget budget;

  BudgetedInputStream(InputStream unpacked, UnpackBudget budget) {
    super(unpacked);
    this.budget = budget;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    if (one >= 0) {
      budget.unpacked(1);
    }
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      budget.unpacked(count);
    }
    return count;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    budget.unpacked(skipped);
    return skipped;
  }
}
