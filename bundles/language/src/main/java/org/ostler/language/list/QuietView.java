// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.Envelope;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.Peer;
import org.ostler.api.mail.Slot;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.language.lookup.FileLooks;

/** A view without registers: what is matched under it leaves nothing behind. */
record QuietView(MailView mail) implements MailView, FileLooks.Keeper {
  @Override
  public Peer peer() {
    return mail.peer();
  }

  @Override
  public Envelope envelope() {
    return mail.envelope();
  }

  @Override
  public List<HeaderField> headerFields() {
    return mail.headerFields();
  }

  @Override
  public @Nullable Addressee addressee() {
    return mail.addressee();
  }

  @Override
  public Settings settings() {
    return mail.settings();
  }

  @Override
  public <T> T value(Slot<T> slot) {
    return mail.value(slot);
  }

  @Override
  public @Nullable Text variable(String name) throws InterruptedException {
    return mail.variable(name);
  }

  /** Looks at files are nothing that a quiet view would have to hide. */
  @Override
  public FileLooks files() {
    return mail instanceof FileLooks.Keeper keeper ? keeper.files() : new FileLooks();
  }
}
