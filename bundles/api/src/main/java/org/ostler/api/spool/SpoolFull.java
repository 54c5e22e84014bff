// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.spool;

import java.io.IOException;

/**
 * The disk is full or the configured reserve is reached: the peer hears 452 and what was accepted
 * stays safe.
 */
public final class SpoolFull extends IOException {
  private static final long serialVersionUID = 1L;

  public SpoolFull(String message) {
    super(message);
  }
}
