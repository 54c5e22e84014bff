// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.feature;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The words of the configuration in force that features may have brought. For many threads. */
@ProviderType
public interface WordsInUse {
  /** All of them, each once a line, in the order in which the configuration is compiled. */
  List<Use> uses();

  /**
   * One word at one place.
   *
   * @param kind as features state it, such as {@code acl.condition} or {@code option.main}
   * @param word the word
   * @param file the configuration file, as it was named
   * @param line from 1; 0 for the file as a whole
   */
  record Use(String kind, String word, String file, int line) {}
}
