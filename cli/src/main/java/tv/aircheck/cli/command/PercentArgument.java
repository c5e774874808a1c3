package tv.aircheck.cli.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A share: {@code 10} or {@code 10%}. */
final class PercentArgument implements ITypeConverter<Integer> {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})\\s*%?");

  @Override
  public Integer convert(String text) {
    Matcher percent = PERCENT.matcher(text.trim());
    int value = percent.matches() ? Integer.parseInt(percent.group(1)) : 0;
    if (value < 1 || value > 100) {
      throw new TypeConversionException("'" + text + "' is no share; write 1% to 100%");
    }
    return value;
  }
}
