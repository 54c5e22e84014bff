// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.ostler.api.mail.HeaderField;

/**
 * The message that a report is about.
 *
 * @param queueId its queue id
 * @param sender its reverse-path, to which the report goes
 * @param reportTo where the report goes: the sender, or what {@code errors_to} said
 * @param headerFields its header fields
 * @param bodySize octets of its body
 * @param longestLine octets of its longest line
 * @param body opens its body
 * @param age how long it has been here
 * @param envelopeId ENVID as received (RFC 3461 §4.4), or empty
 * @param headersOnly whether the sender asked for headers alone (RET=HDRS)
 */
public record Original(
    String queueId,
    String sender,
    String reportTo,
    List<HeaderField> headerFields,
    long bodySize,
    int longestLine,
    Body body,
    Duration age,
    String envelopeId,
    boolean headersOnly) {
  /** Opens the body; the caller closes it. */
  @FunctionalInterface
  public interface Body {
    InputStream open() throws IOException;
  }

  /** The body of the first field of that name, unfolded; empty when there is none. */
  String field(String name) {
    return headerFields.stream()
        .filter(field -> field.is(name))
        .findFirst()
        .map(field -> field.body().strip().replace("\n", ""))
        .orElse("");
  }
}
