package tv.aircheck.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tv.aircheck.index.ChannelName;

/** Reads {@code APP/NAME}. */
final class ChannelArgument implements ITypeConverter<ChannelName> {
  @Override
  public ChannelName convert(String text) {
    int slash = text.lastIndexOf('/');
    if (slash <= 0 || slash == text.length() - 1) {
      throw new TypeConversionException(
          "'" + text + "' is not a channel; write APP/NAME, for example live/me");
    }
    return new ChannelName(text.substring(0, slash), text.substring(slash + 1));
  }
}
