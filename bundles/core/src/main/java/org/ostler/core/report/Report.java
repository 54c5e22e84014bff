// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.ostler.api.mail.HeaderField;

/**
 * A report, ready to be handed to the queue: header fields without Received, and a body with LF
 * line ends.
 */
public interface Report {
  /** The fields, Date and Message-ID excepted, which reception adds. */
  List<HeaderField> headerFields();

  /** Writes the body. */
  void writeBody(OutputStream out) throws IOException;
}
