// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

/** A compiled condition. */
@FunctionalInterface
interface Test {
  boolean holds(Run run) throws Stop, InterruptedException;

  /** A condition whose text makes no sense. */
  static Test broken(Part part) {
    return run -> {
      part.skip();
      return false;
    };
  }
}
