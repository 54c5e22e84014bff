// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.List;
import org.ostler.api.mail.MailView;
import org.ostler.language.lookup.FileLooks;

/**
 * A view that carries the language's registers from one expansion to the next, as routers and lists
 * need.
 */
public interface Scope extends MailView, FileLooks.Keeper {
  Registers registers();

  @Override
  default FileLooks files() {
    return registers().files;
  }

  /**
   * A list had to find the names of the peer.
   *
   * @param names the host's name and its aliases; empty when there are none
   * @param later whether that may be otherwise soon
   * @param why there are none, as refusals say it; empty when there are any, or that is not known
   */
  default void peerNames(List<String> names, boolean later, String why) {}

  /** Whether the names of the peer have been asked for, and it has none. */
  default boolean isPeerNameless() {
    return false;
  }
}
