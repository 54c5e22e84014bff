// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The envelope of the message in hand (RFC 5321 §2.3.1). A view that will grow. */
@ProviderType
public interface Envelope {
  /** The reverse-path; null before MAIL. */
  @Nullable ReversePath sender();

  /** Recipients accepted so far, in order. */
  List<Recipient> recipients();

  /** The queue id; null before the message has one. */
  @Nullable QueueId queueId();

  /** The protocol word of the Received field: {@code smtp}, {@code esmtpsa}, {@code local} ... */
  String protocol();

  /** When reception began. */
  Instant received();
}
