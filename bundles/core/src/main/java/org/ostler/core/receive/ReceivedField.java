// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.receive;

import java.util.ArrayList;
import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;

/**
 * Makes the trace field of this host (RFC 5321 §4.4) from {@code received_header_text} and the
 * time.
 */
public final class ReceivedField {
  private ReceivedField() {}

  /**
   * Puts the field on top. When the configured text does not expand, a short field takes its place:
   * no message goes without trace.
   */
  public static void add(Situation situation) throws InterruptedException {
    Expandable text = situation.settings().value(ReceiveOptions.RECEIVED_HEADER_TEXT);
    String field =
        switch (text.expand(situation)) {
          case Expansion.Value it -> it.text().value();
          case Expansion.ForcedFailure _, Expansion.Failed _, Expansion.Deferred _ ->
              "Received: by "
                  + variable(situation, "primary_hostname")
                  + " id "
                  + situation.envelope().queueId();
        };
    if (field.isBlank()) {
      // An empty text means no field.
      return;
    }
    String date = variable(situation, "tod_full");
    List<HeaderField> fields =
        new ArrayList<>(AclHeaders.parse(field.stripTrailing() + ";\n\t" + date));
    fields.addAll(situation.envelope().headerFields());
    situation.envelope().headerFields(fields);
  }

  static String variable(Situation situation, String name) throws InterruptedException {
    Text value = situation.variable(name);
    return value == null ? "" : value.value();
  }
}
