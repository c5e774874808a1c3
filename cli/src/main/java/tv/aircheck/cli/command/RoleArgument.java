package tv.aircheck.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tv.aircheck.index.access.Role;

/** The role of a token. */
final class RoleArgument implements ITypeConverter<Role> {
  @Override
  public Role convert(String text) {
    return Role.ofToken(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is no role; choose viewer, owner or operator"));
  }
}
