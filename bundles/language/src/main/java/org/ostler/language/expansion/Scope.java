// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

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
}
