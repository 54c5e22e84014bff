// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.routing;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/**
 * A {@code driver =} of a router. The generic preconditions are core's; the driver decides what
 * becomes of an address.
 */
@ConsumerType
public interface RouterDriver {
  /** The driver's name. */
  String name();

  /** The driver's private options. */
  List<Option<?>> options();

  /** Prepares one router of a configuration. */
  Prepared prepare(Settings settings) throws InvalidArgument;

  /** A router made ready. Called from many threads; may block. */
  interface Prepared {
    /** Decides about one address, which is also {@code mail.addressee()}. */
    Routing route(Addressee addressee, MailView mail) throws InterruptedException;
  }
}
