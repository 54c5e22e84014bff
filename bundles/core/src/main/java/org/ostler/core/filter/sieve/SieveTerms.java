// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

/**
 * What a script may require.
 *
 * @param vacation whether there is a directory that remembers who was answered
 * @param enotify whether notifications have an owner
 */
public record SieveTerms(boolean vacation, boolean enotify) {
  /** Why a capability may not be required; empty when it may. */
  String refusal(Capability capability) {
    return switch (capability) {
      case VACATION -> vacation ? "" : "vacation disabled";
      case ENOTIFY -> enotify ? "" : "enotify disabled";
      default -> "";
    };
  }
}
