package tv.aircheck.cli.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that a mistyped one most likely meant, by edit distance. */
public final class NearestName {
  private NearestName() {}

  /** One that differs in so few letters that it is likely meant; empty when none does. */
  public static Optional<String> near(String mistyped, Collection<String> known) {
    int most = Math.max(1, mistyped.length() / 4);
    return of(mistyped, known).filter(name -> distance(mistyped, name) <= most);
  }

  static Optional<String> of(String mistyped, Collection<String> known) {
    return known.stream().min(Comparator.comparingInt(name -> distance(mistyped, name)));
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
