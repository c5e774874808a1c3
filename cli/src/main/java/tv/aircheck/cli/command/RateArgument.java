package tv.aircheck.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tv.aircheck.cli.config.UnitText;

/** Bytes a second, such as {@code 50MiB}; {@code /s} may follow. */
final class RateArgument implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    String size = text.endsWith("/s") ? text.substring(0, text.length() - 2) : text;
    try {
      return UnitText.bytes(size);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
