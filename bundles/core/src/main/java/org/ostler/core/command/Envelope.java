// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.Option;
import org.ostler.api.text.Text;
import org.ostler.core.mail.AddressSyntax;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.policy.CommandOptions;
import org.ostler.core.route.AddressText;

/** Sender and recipients of a local message, from the command line or its header section. */
final class Envelope {
  private static final Set<String> RECIPIENT_FIELDS = Set.of("to", "cc", "bcc");
  private static final String RESENT = "resent-";

  /** Whether addresses named beside {@code -t} are left out; else they are added. */
  private static final Option<Boolean> EXTRACT_ADDRESSES_REMOVE_ARGUMENTS =
      CommandOptions.EXTRACT_ADDRESSES_REMOVE_ARGUMENTS;

  private final Situation situation;
  private final LocalMail mail;
  private final String user;
  private final Message message;

  Envelope(Situation situation, LocalMail mail, String user) {
    this.situation = situation;
    this.mail = mail;
    this.user = user;
    this.message = situation.envelope();
  }

  /** Fills in who sends; {@code fromLine} is the address of a "From " line, or null. */
  void fill(@Nullable String fromLine)
      throws LocalReception.Refused, IOException, InterruptedException {
    Connection peer = situation.peer();
    boolean forced = mail.sender() != null;
    String given = forced ? mail.sender() : fromLine;
    if (given == null) {
      given = user;
    }
    message.sender(given.isEmpty() ? ReversePath.NULL : sender(given, forced));
    String protocol = mail.origin().protocol();
    message.protocol(protocol == null ? "local" : protocol);
    String login = user + "@" + variable("qualify_domain");
    if (!forced && peer.authenticatedId == null) {
      peer.authenticatedId = user;
      message.authenticatedSender = login;
    }
    if (mail.origin().authenticatedSender() != null) {
      message.authenticatedSender = mail.origin().authenticatedSender();
    }
    if (mail.name() != null) {
      peer.originatorName = FullName.phrase(mail.name());
    } else if (!forced && fromLine == null) {
      peer.originatorName = FullName.phrase(new FullName(situation).of(user));
    }
  }

  private ReversePath sender(String given, boolean forced)
      throws LocalReception.Refused, InterruptedException {
    String address = address(given, "sender", "qualify_domain");
    // Refused with brackets and without; a recipient may have a literal that is in no brackets.
    if (forced
        && address.endsWith("]")
        && !situation.settings().value(AddressSyntax.ALLOW_DOMAIN_LITERALS)) {
      throw bad(given, "sender", "domain literals not allowed");
    }
    return new ReversePath(address);
  }

  /** Fills in the recipients, when the header section is there. */
  void takeRecipients() throws LocalReception.Refused, InterruptedException {
    List<String> named = new ArrayList<>();
    for (String argument : mail.arguments()) {
      addresses(argument, "recipient", mail.manner().qualifies(), named);
    }
    Set<String> recipients = new LinkedHashSet<>(named);
    if (mail.fromFields()) {
      List<String> found = fromFields();
      if (situation.settings().value(EXTRACT_ADDRESSES_REMOVE_ARGUMENTS)) {
        recipients = new LinkedHashSet<>(found);
        recipients.removeAll(new LinkedHashSet<>(named));
      } else {
        recipients.addAll(found);
      }
      if (recipients.isEmpty()) {
        throw new LocalReception.Refused(
            found.isEmpty()
                ? "no recipients found in headers"
                : "all recipients found in headers were left out by the command line",
            false);
      }
    }
    recipients.forEach(address -> message.recipients().add(new Recipient(address)));
  }

  private List<String> fromFields() throws LocalReception.Refused, InterruptedException {
    List<HeaderField> fields = new ArrayList<>(message.headerFields());
    boolean resent = fields.stream().anyMatch(field -> lower(field).startsWith(RESENT));
    List<String> addresses = new ArrayList<>();
    for (HeaderField field : message.headerFields()) {
      String name = lower(field);
      // RFC 5322 §3.6.6: the fields of the last sending count.
      if (resent) {
        name = name.startsWith(RESENT) ? name.substring(RESENT.length()) : "";
      }
      if (RECIPIENT_FIELDS.contains(name)) {
        addresses(field.body(), "address in the " + field.name() + " field", true, addresses);
      }
      if (name.equals("bcc")) {
        fields.remove(field);
      }
    }
    message.headerFields(fields);
    return addresses;
  }

  private static String lower(HeaderField field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  private void addresses(String text, String what, boolean qualifies, List<String> into)
      throws LocalReception.Refused, InterruptedException {
    for (String piece : AddressPieces.of(text)) {
      into.add(address(piece, what, qualifies ? "qualify_recipient" : null));
    }
  }

  /** {@code domain}: the variable with the domain of an address without one; null for none. */
  private String address(String text, String what, @Nullable String domain)
      throws LocalReception.Refused, InterruptedException {
    return switch (AddressText.parse(text, AddressSyntax.of(situation.settings()))) {
      case AddressText.Result.Good it ->
          it.qualified() ? it.address() : qualified(text, what, it.address(), domain);
      case AddressText.Result.Empty _ -> throw bad(text, what, "empty address");
      case AddressText.Result.Bad it -> throw bad(text, what, it.message());
    };
  }

  private String qualified(String text, String what, String local, @Nullable String domain)
      throws LocalReception.Refused, InterruptedException {
    if (domain == null) {
      throw bad(text, what, "unqualified recipient address not allowed");
    }
    return local + "@" + variable(domain);
  }

  private static LocalReception.Refused bad(String text, String what, String why) {
    return new LocalReception.Refused(
        "bad " + what + " \"" + text.replaceAll("\\s+", " ") + "\": " + why, false);
  }

  private String variable(String name) throws InterruptedException {
    Text value = situation.variable(name);
    return value == null ? "" : value.value();
  }
}
