// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.variables;

import java.nio.file.Path;

/**
 * Facts of this host and this server that do not change while it runs.
 *
 * @param hostName the host's own name, used when the configuration sets no {@code primary_hostname}
 * @param version Ostler's version
 * @param data the data directory
 * @param configuration the configuration file
 * @param queueSize tells how many messages wait
 */
public record HostFacts(
    String hostName,
    String version,
    Path data,
    Path configuration,
    java.util.function.IntSupplier queueSize) {
  /** The version of Exim's language that is spoken. */
  public static final String LANGUAGE_VERSION = "4.96";
}
