package tv.aircheck.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Which channels a pattern matches, and which of two is the more specific. */
class ChannelPatternTest {
  @Example
  void theMostSpecificComesFirst() {
    List<String> order =
        List.of("live/me", "live/news-*", "live/n*", "live/*n*", "live/*", "*/me", "*/*");
    assertThat(
            order.stream()
                .sorted()
                .map(ChannelPattern::parse)
                .sorted(ChannelPattern.MOST_SPECIFIC_FIRST)
                .map(ChannelPattern::toString))
        .containsExactlyElementsOf(order);
  }

  @Example
  void defaultIsAll() {
    assertThat(ChannelPattern.parse("default")).isEqualTo(ChannelPattern.ALL);
    assertThat(ChannelPattern.ALL.matches(new ChannelName("live", "me"))).isTrue();
  }

  @Example
  void whatIsNoPatternIsRefused() {
    for (String text : List.of("live", "live/", "/me", "live/**", "a/b/c", "live/ü")) {
      assertThatThrownBy(() -> ChannelPattern.parse(text)).as(text).hasMessageContaining("pattern");
    }
  }

  @Property(tries = 500)
  void aStarStandsForAnyCharacters(@ForAll("parts") String pattern, @ForAll("words") String word) {
    assertThat(new ChannelPattern(pattern, "x").matches(new ChannelName(word, "x")))
        .isEqualTo(Pattern.matches(pattern.replace("*", ".*"), word));
  }

  /** A pattern with something more said in the place of a star matches fewer channels. */
  @Property(tries = 500)
  void aNarrowerPatternIsMoreSpecific(
      @ForAll("patterns") ChannelPattern wide, @ForAll("fillers") String filler) {
    String text = wide.toString();
    int star = text.indexOf('*');
    if (star < 0) {
      return;
    }
    String narrow = text.substring(0, star) + filler + text.substring(star + 1);
    if (narrow.contains("**") || narrow.contains("/") != text.contains("/")) {
      return;
    }
    ChannelPattern narrower;
    try {
      narrower = ChannelPattern.parse(narrow);
    } catch (IllegalArgumentException e) {
      return; // A part that became empty.
    }
    assertThat(ChannelPattern.MOST_SPECIFIC_FIRST.compare(narrower, wide))
        .as("%s before %s", narrower, wide)
        .isNegative();
  }

  @Provide
  Arbitrary<String> parts() {
    return Arbitraries.strings()
        .withChars("ab*")
        .ofMinLength(1)
        .ofMaxLength(6)
        .filter(part -> !part.contains("**"));
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars("ab").ofMinLength(1).ofMaxLength(8);
  }

  @Provide
  Arbitrary<String> fillers() {
    return Arbitraries.of("", "a", "*a", "a*", "*a*", "ab", "a*b");
  }

  @Provide
  Arbitrary<ChannelPattern> patterns() {
    return Combinators.combine(parts(), parts()).as(ChannelPattern::new);
  }
}
