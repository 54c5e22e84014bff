// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.receive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.Option;
import org.ostler.core.mail.Controls;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;

/**
 * What a message gets or loses on its way in: fields that only final delivery may add are taken
 * out, and local mail and submissions (RFC 6409 §8) get the Date, Message-ID, From and Sender that
 * they lack. Mail that only passes through is left as it is.
 */
public final class Fixups {
  private final Situation situation;
  private final List<HeaderField> fields;
  private final String prefix;

  private Fixups(Situation situation) {
    this.situation = situation;
    this.fields = new ArrayList<>(situation.envelope().headerFields());
    // RFC 5322 §3.6.6: a resent message is completed in its Resent- fields.
    boolean resent =
        fields.stream()
            .anyMatch(field -> field.name().toLowerCase(Locale.ROOT).startsWith("resent-"));
    this.prefix = resent ? "Resent-" : "";
  }

  /** Changes the header fields of the message in hand. */
  public static void apply(Situation situation) throws InterruptedException {
    Fixups fixups = new Fixups(situation);
    fixups.removeDeliveryFields();
    Controls controls = situation.envelope().controls;
    boolean local = situation.peer().address() == null && !controls.suppressLocalFixups;
    if (local || controls.submission) {
      fixups.complete(controls, local);
    }
    situation.envelope().headerFields(fixups.fields);
  }

  private void removeDeliveryFields() {
    remove(ReceiveOptions.RETURN_PATH_REMOVE, "Return-path");
    remove(ReceiveOptions.DELIVERY_DATE_REMOVE, "Delivery-date");
    remove(ReceiveOptions.ENVELOPE_TO_REMOVE, "Envelope-to");
  }

  private void remove(Option<Boolean> option, String name) {
    if (situation.settings().value(option)) {
      fields.removeIf(field -> field.is(name));
    }
  }

  private void complete(Controls controls, boolean local) throws InterruptedException {
    if (!has("Message-ID")) {
      add("Message-Id", "<" + messageId() + ">");
      situation.envelope().messageIdCreated = true;
    }
    if (!has("From")) {
      String author = author(controls);
      if (!author.isEmpty()) {
        add("From", author);
      }
    }
    fixSender(controls, local);
    if (!has("Date")) {
      add("Date", ReceivedField.variable(situation, "tod_full"));
    }
  }

  private boolean has(String name) {
    return fields.stream().anyMatch(field -> field.is(prefix + name));
  }

  private void add(String name, String value) {
    fields.add(new HeaderField(prefix + name, " " + value));
  }

  /** The sender as the author: authenticated for submissions, else the envelope's. */
  private String author(Controls controls) throws InterruptedException {
    String address = responsible(controls);
    String name = controls.submission ? controls.submissionName : situation.peer().originatorName;
    return name == null || name.isEmpty() || address.isEmpty()
        ? address
        : name + " <" + address + ">";
  }

  /** Who is known to have handed the message in; empty when nobody is. */
  private String responsible(Controls controls) throws InterruptedException {
    String id = situation.peer().authenticatedId;
    if (controls.submission && id != null) {
      String domain = controls.submissionDomain;
      return id.indexOf('@') >= 0
          ? id
          : id
              + "@"
              + (domain == null || domain.isEmpty()
                  ? ReceivedField.variable(situation, "qualify_domain")
                  : domain);
    }
    ReversePath sender = situation.envelope().sender();
    return sender == null ? "" : sender.address();
  }

  private void fixSender(Controls controls, boolean local) throws InterruptedException {
    boolean known = controls.submission && situation.peer().authenticatedId != null;
    boolean check =
        local
            && !situation.peer().trusted
            && situation.settings().value(ReceiveOptions.LOCAL_FROM_CHECK)
            && situation.peer().ident != null;
    boolean retain =
        controls.submission
            ? controls.submissionSenderRetain
            : situation.settings().value(ReceiveOptions.LOCAL_SENDER_RETAIN);
    if (retain || (!known && !check)) {
      return;
    }
    fields.removeIf(field -> field.is(prefix + "Sender"));
    String responsible =
        known
            ? responsible(controls)
            : situation.peer().ident + "@" + ReceivedField.variable(situation, "qualify_domain");
    String from = fromAddress();
    if (from != null && !from.equalsIgnoreCase(responsible)) {
      add("Sender", responsible);
    }
  }

  /** The address of the From field; null when there is no such field. */
  private @Nullable String fromAddress() {
    for (HeaderField field : fields) {
      if (field.is(prefix + "From")) {
        String body = field.body().strip();
        int open = body.lastIndexOf('<');
        int close = body.indexOf('>', open + 1);
        return open >= 0 && close > open ? body.substring(open + 1, close) : body;
      }
    }
    return null;
  }

  private String messageId() throws InterruptedException {
    Message message = situation.envelope();
    String domain =
        expand(ReceiveOptions.MESSAGE_ID_HEADER_DOMAIN).replaceAll("[^A-Za-z0-9.-]", "-");
    String text =
        expand(ReceiveOptions.MESSAGE_ID_HEADER_TEXT)
            .replaceAll("[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]", "-");
    return "E"
        + message.queueId()
        + (text.isEmpty() ? "" : "." + text)
        + "@"
        + (domain.isEmpty() ? ReceivedField.variable(situation, "primary_hostname") : domain);
  }

  private String expand(Option<Expandable> option) throws InterruptedException {
    Expandable text = situation.settings().find(option).orElse(null);
    return text != null && text.expand(situation) instanceof Expansion.Value it
        ? it.text().value()
        : "";
  }
}
