// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import org.ostler.api.mail.MailView;
import org.ostler.language.expansion.ViewOf;
import org.ostler.language.lookup.FileLooks;

/** A view without registers: what is matched under it leaves nothing behind. */
final class QuietView extends ViewOf implements FileLooks.Keeper {
  QuietView(MailView mail) {
    super(mail);
  }

  /** Looks at files are nothing that a quiet view would have to hide. */
  @Override
  public FileLooks files() {
    return mail instanceof FileLooks.Keeper keeper ? keeper.files() : new FileLooks();
  }
}
