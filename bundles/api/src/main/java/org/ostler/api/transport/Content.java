// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.transport;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.ostler.api.mail.HeaderField;

/** A message's header fields and body with LF line ends. May be read many times. */
@ProviderType
public interface Content {
  /** The fields, with those that router and transport add, and without those that they remove. */
  List<HeaderField> headerFields();

  /** Whether a blank line stands between header section and body; not where there is no section. */
  default boolean hasHeaderSection() {
    return true;
  }

  /** The body from its start, LF line ends, no dots doubled. The caller closes it. */
  InputStream body() throws IOException;

  /** The body's size in octets. */
  long bodySize();
}
