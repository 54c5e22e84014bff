// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.spool;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.ostler.api.mail.QueueId;

/** A message in the spool as it was when opened. It stays readable after the message is removed. */
@ProviderType
public interface StoredMessage {
  QueueId id();

  /** The head, as committed or replaced last. Not to be changed. */
  byte[] head();

  /** The notes since the head, oldest first. */
  List<byte[]> notes();

  Body body();

  /** A stored body. Safe for many threads. */
  interface Body {
    /** The size in octets. */
    long size();

    /** The octets from the start. The caller closes the stream. */
    InputStream open() throws IOException;
  }
}
