// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ostler.language.config.Problem;

/** A configuration with problems: a server does not start with it. */
final class InvalidConfiguration extends IOException {
  private static final long serialVersionUID = 1L;

  InvalidConfiguration(Path file, List<Problem> problems) {
    super(text(file, problems));
  }

  private static String text(Path file, List<Problem> problems) {
    if (problems.size() == 1) {
      return problems.getFirst().toString();
    }
    StringBuilder text = new StringBuilder("the configuration " + file + " has problems:");
    problems.forEach(problem -> text.append("\n  ").append(problem));
    return text.toString();
  }
}
