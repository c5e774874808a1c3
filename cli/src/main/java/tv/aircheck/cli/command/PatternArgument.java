package tv.aircheck.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tv.aircheck.index.ChannelPattern;

/** Reads {@code APP/NAME} with stars, or {@code default}. */
final class PatternArgument implements ITypeConverter<ChannelPattern> {
  @Override
  public ChannelPattern convert(String text) {
    try {
      return ChannelPattern.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
