// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

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

/** A view of what another one shows, to be added to. As safe for threads as that one is. */
public abstract class ViewOf implements MailView {
  protected final MailView mail;

  protected ViewOf(MailView mail) {
    this.mail = mail;
  }

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
}
