package tv.aircheck.cli.completion;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;

/** A shell that can complete commands, and the script that teaches it. */
public enum Shell {
  BASH,
  ZSH,
  FISH;

  public String script(CommandLine program) {
    return switch (this) {
      case BASH -> AutoComplete.bash(Manual.NAME, program);
      case ZSH -> zsh(AutoComplete.bash(Manual.NAME, program));
      case FISH -> FishScript.of(program);
    };
  }

  /**
   * The same script, which zsh understands by its bashcompinit. Found in a folder of functions, it
   * is read at the first completion, which it then has to answer, too.
   */
  private static String zsh(String bash) {
    return "#compdef "
        + Manual.NAME
        + "\n"
        + bash
        + """

        if [[ "${funcstack[1]}" == "_aircheck" ]]; then
          _bash_complete -o default -F _complete_aircheck
        fi
        """;
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
