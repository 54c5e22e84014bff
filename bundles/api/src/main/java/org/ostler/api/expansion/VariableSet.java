// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.expansion;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;

/**
 * Variables that a feature adds to the language, without their dollar sign. Called from many
 * threads.
 */
@ConsumerType
public interface VariableSet {
  /** All names, fixed for the life of the service. */
  Set<String> names();

  /**
   * Those of the names that are kept for old configurations, each to its present one; the
   * configuration is told once to which name to change.
   */
  default Map<String, String> formerNames() {
    return Map.of();
  }

  /** The value of one of the names, or null when it has none, which the language reads as empty. */
  @Nullable Text value(String name, MailView mail) throws InterruptedException;
}
