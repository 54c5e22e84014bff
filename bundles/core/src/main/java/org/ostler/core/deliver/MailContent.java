// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.option.Settings;
import org.ostler.api.spool.StoredMessage;
import org.ostler.api.transport.Content;
import org.ostler.core.mail.Address;
import org.ostler.core.report.MailDate;

/**
 * The message as one transport sends it: fields added and taken off, body or header section left
 * out.
 */
final class MailContent implements Content {
  private final List<HeaderField> fields;
  private final StoredMessage.Body body;
  private final boolean withHeader;
  private final boolean withBody;

  private MailContent(List<HeaderField> fields, StoredMessage.Body body, Settings transport) {
    this.fields = List.copyOf(fields);
    this.body = body;
    this.withHeader = !transport.value(TransportOptions.BODY_ONLY);
    this.withBody = !transport.value(TransportOptions.HEADERS_ONLY);
  }

  /**
   * Makes the content of one delivery.
   *
   * @param added fields of router and transport, as lines
   * @param removed names of fields to leave out; an asterisk at the end stands for any
   */
  static MailContent of(
      List<HeaderField> original,
      StoredMessage.Body body,
      Settings main,
      Transport transport,
      String returnPath,
      List<Address> addresses,
      List<String> added,
      List<String> removed,
      Instant now) {
    Settings settings = transport.settings();
    List<HeaderField> fields = new ArrayList<>();
    if (!settings.value(TransportOptions.BODY_ONLY)) {
      if (settings.value(TransportOptions.RETURN_PATH_ADD)) {
        fields.add(new HeaderField("Return-path", " <" + returnPath + ">"));
      }
      if (settings.value(TransportOptions.ENVELOPE_TO_ADD)) {
        fields.add(new HeaderField("Envelope-to", " " + envelopeTo(addresses)));
      }
      if (settings.value(TransportOptions.DELIVERY_DATE_ADD)) {
        fields.add(
            new HeaderField("Delivery-date", " " + MailDate.of(now, ZoneId.systemDefault())));
      }
      for (HeaderField field : original) {
        if (!isRemoved(field, removed) && !isOld(field, main)) {
          fields.add(field);
        }
      }
      added.forEach(line -> fields.add(field(line)));
    }
    return new MailContent(fields, body, settings);
  }

  private static String envelopeTo(List<Address> addresses) {
    return addresses.stream()
        .map(address -> address.original().address())
        .distinct()
        .collect(Collectors.joining(",\n "));
  }

  /** Fields of a former final delivery say nothing true about this one. */
  private static boolean isOld(HeaderField field, Settings main) {
    return (field.is("Return-path") && main.value(DeliveryOptions.RETURN_PATH_REMOVE))
        || (field.is("Envelope-to") && main.value(DeliveryOptions.ENVELOPE_TO_REMOVE))
        || (field.is("Delivery-date") && main.value(DeliveryOptions.DELIVERY_DATE_REMOVE));
  }

  private static boolean isRemoved(HeaderField field, List<String> removed) {
    for (String name : removed) {
      boolean any = name.endsWith("*");
      String wanted = any ? name.substring(0, name.length() - 1) : name;
      if (any
          ? field.name().toLowerCase(Locale.ROOT).startsWith(wanted.toLowerCase(Locale.ROOT))
          : field.is(wanted)) {
        return true;
      }
    }
    return false;
  }

  private static HeaderField field(String line) {
    int colon = line.indexOf(':');
    return colon < 0
        ? new HeaderField(line, "")
        : new HeaderField(line.substring(0, colon), line.substring(colon + 1));
  }

  @Override
  public List<HeaderField> headerFields() {
    return fields;
  }

  @Override
  public boolean hasHeaderSection() {
    return withHeader;
  }

  @Override
  public InputStream body() throws IOException {
    return withBody ? body.open() : InputStream.nullInputStream();
  }

  @Override
  public long bodySize() {
    return withBody ? body.size() : 0;
  }
}
