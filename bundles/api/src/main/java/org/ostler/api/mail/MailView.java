// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;

/**
 * A read-only view of one session or delivery: who is at the other end, the message, and the
 * address in hand. It is valid during the call that it was given to, and belongs to that call's
 * thread.
 */
@ProviderType
public interface MailView {
  /** The other end. */
  Peer peer();

  /** The envelope. */
  Envelope envelope();

  /** The header fields; empty before the end of data. */
  List<HeaderField> headerFields();

  /** The address being checked, routed or delivered; null when there is none. */
  @Nullable Addressee addressee();

  /** The main part of the configuration snapshot that this session or delivery holds. */
  Settings settings();

  /**
   * The value that a feature keeps for this connection or message, made by the slot at first use.
   */
  <T> T value(Slot<T> slot);

  /**
   * The value of a variable of the language, such as {@code acl_m0}; null when it is unset or
   * unknown.
   */
  @Nullable Text variable(String name) throws InterruptedException;
}
