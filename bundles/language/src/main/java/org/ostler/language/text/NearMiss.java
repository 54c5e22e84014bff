// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.text;

import java.util.Collection;
import java.util.Optional;

/** Finds the word that a misspelt one was meant to be. */
public final class NearMiss {
  private NearMiss() {}

  /**
   * The known word nearest to {@code word}, when few enough letters differ to take it for a slip.
   */
  public static Optional<String> of(String word, Collection<String> known) {
    int best = Math.min(3, 1 + word.length() / 4);
    String nearest = null;
    for (String candidate : known) {
      int distance = distance(word, candidate, best);
      if (distance < best
          || (distance == best && (nearest == null || candidate.compareTo(nearest) < 0))) {
        best = distance;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /**
   * The number of letters to insert, delete, change or swap with the next; anything above {@code
   * limit} is too far.
   */
  private static int distance(String one, String other, int limit) {
    if (Math.abs(one.length() - other.length()) > limit) {
      return Integer.MAX_VALUE;
    }
    int width = other.length() + 1;
    int[][] rows = new int[one.length() + 1][width];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j < width; j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : cell(rows, one, other, i, j);
      }
    }
    return rows[one.length()][other.length()];
  }

  private static int cell(int[][] rows, String one, String other, int i, int j) {
    int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
    int least = Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + change);
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }
}
