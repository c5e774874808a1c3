package tv.aircheck.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tv.aircheck.index.access.Visibility;

/** Who gets to see something. */
final class VisibilityArgument implements ITypeConverter<Visibility> {
  @Override
  public Visibility convert(String text) {
    return Visibility.of(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is none; choose public, unlisted or private"));
  }
}
