// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.report;

import java.util.List;
import java.util.regex.Pattern;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.transport.Outcome;

/**
 * Fields that a feature adds to the delivery-status part of a report (RFC 3464 §2.3). Called from
 * many threads, once for each recipient, while the report is written. When its bundle is away or it
 * throws, the report goes out without them.
 */
@ConsumerType
public interface StatusFields {
  /** A name to tell contributions apart; their fields stand in the order of these names. */
  String name();

  /**
   * What to add for a recipient that failed for good, after {@code Remote-MTA} and before {@code
   * Diagnostic-Code}. The first 16 are taken.
   *
   * @param trouble what went wrong; what it says of the host is from outside
   */
  List<Field> failed(Outcome.Trouble trouble) throws InterruptedException;

  /**
   * One field.
   *
   * @param name 1 to 76 printable US-ASCII characters without colon (RFC 5322 §3.6.8)
   * @param value may have octets from outside. Only the first 900 are written; all but printable
   *     US-ASCII is replaced, line ends and other control characters by blanks
   */
  record Field(String name, String value) {
    private static final Pattern NAME = Pattern.compile("[!-9;-~]{1,76}");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException when it cannot be the name of a field
     */
    public Field {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("field name \"" + name + "\"");
      }
    }
  }
}
