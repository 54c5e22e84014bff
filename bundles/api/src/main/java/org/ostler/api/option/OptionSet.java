// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.option;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** Options that a feature adds to a part of the configuration. */
@ConsumerType
public interface OptionSet {
  /** Where the options stand. */
  Place place();

  /** The options, fixed for the life of the service. */
  List<Option<?>> options();

  /**
   * Names that options of the place once had, each to its present one, which may be core's. The
   * configuration may use them; it is told once to which name to change.
   */
  default Map<String, String> formerNames() {
    return Map.of();
  }

  /** A part of the configuration. */
  enum Place {
    /** The main part. */
    MAIN,
    /** Each router, whatever its driver. */
    ROUTER,
    /** Each transport, whatever its driver. */
    TRANSPORT,
    /** Each authenticator, whatever its driver. */
    AUTHENTICATOR
  }
}
