// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ostler.language.config.Problem;

/** Puts problems into the order in which a reader of the files meets them. */
final class Ordered {
  private Ordered() {}

  /** By file, in the order in which the files were first spoken of, then by line. */
  static List<Problem> byPlace(List<Problem> problems) {
    List<String> files =
        problems.stream().map(problem -> problem.position().file()).distinct().toList();
    List<Problem> ordered = new ArrayList<>(problems);
    ordered.sort(
        Comparator.comparingInt((Problem problem) -> files.indexOf(problem.position().file()))
            .thenComparingInt(problem -> problem.position().line()));
    return List.copyOf(ordered);
  }
}
