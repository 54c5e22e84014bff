// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.mail;

import java.util.Set;

/**
 * The NOTIFY and ORCPT parameters of one recipient (RFC 3461 §4.1, §4.2).
 *
 * @param notifications the events to tell; empty when NOTIFY was not given
 * @param originalRecipient the ORCPT value as received (type;xtext), or empty
 */
public record DsnRequest(Set<Notify> notifications, String originalRecipient) {
  /** Neither parameter was given. */
  public static final DsnRequest NONE = new DsnRequest(Set.of(), "");

  /** A word of NOTIFY. */
  public enum Notify {
    NEVER,
    SUCCESS,
    FAILURE,
    DELAY
  }
}
