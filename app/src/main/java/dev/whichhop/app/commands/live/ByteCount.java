package dev.whichhop.app.commands.live;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes as Kubernetes writes it: {@code 500000}, {@code 32Mi}, {@code 1Gi}. */
record ByteCount(long bytes) {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,12})(Ki|Mi|Gi)?");

  static final class Converter implements ITypeConverter<ByteCount> {
    @Override
    public ByteCount convert(String text) {
      Matcher written = WRITTEN.matcher(text);
      if (!written.matches()) {
        throw new TypeConversionException(
            "'" + text + "': expected a number of bytes such as 500000, 32Mi or 1Gi");
      }
      String unit = written.group(2) == null ? "" : written.group(2);
      int shift =
          switch (unit) {
            case "Ki" -> 10;
            case "Mi" -> 20;
            case "Gi" -> 30;
            default -> 0;
          };
      long count = Long.parseLong(written.group(1));
      if (count == 0) {
        throw new TypeConversionException("'" + text + "': expected more than nothing");
      }
      try {
        return new ByteCount(Math.multiplyExact(count, 1L << shift));
      } catch (ArithmeticException tooMany) {
        throw new TypeConversionException("'" + text + "': that is more than 8 EiB");
      }
    }
  }

  /** For people: {@code 12.3 MB}. */
  static String text(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
