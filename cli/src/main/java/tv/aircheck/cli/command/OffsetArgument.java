package tv.aircheck.cli.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an offset in a show, {@code 90}, {@code 90.5}, {@code 1:30} or {@code 1:02:03}, as
 * milliseconds.
 */
final class OffsetArgument implements ITypeConverter<Long> {
  private static final Pattern OFFSET =
      Pattern.compile("(?:(?:(\\d{1,4}):)?(\\d{1,4}):)?(\\d{1,7})(?:\\.(\\d{1,3}))?");

  @Override
  public Long convert(String text) {
    Matcher offset = OFFSET.matcher(text.trim());
    if (!offset.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is not an offset; write seconds (90.5) or H:MM:SS (1:02:03)");
    }
    long seconds = number(offset.group(1)) * 3600 + number(offset.group(2)) * 60;
    String fraction = offset.group(4) == null ? "000" : (offset.group(4) + "00").substring(0, 3);
    return (seconds + number(offset.group(3))) * 1000 + Long.parseLong(fraction);
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
