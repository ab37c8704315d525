package dev.whichhop.app.commands.live;

import dev.whichhop.model.ladder.DurationText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 30s}, {@code 5m}, {@code 1h30m}; longer than nothing. */
public final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    return DurationText.parse(text)
        .filter(duration -> duration.isPositive())
        .orElseThrow(() ->
            new TypeConversionException(
                "'" + text + "': expected a duration such as 30s, 5m or 1h"));
  }
}
