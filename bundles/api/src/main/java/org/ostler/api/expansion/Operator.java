// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.expansion;

import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;

/** An expansion operator, as in <code>${name_suffix:operand}</code>. Called from many threads. */
@ConsumerType
public interface Operator {
  /** The word before the colon, without a suffix. */
  String name();

  /** The value; {@code suffix} is what follows an underscore after the name, or empty. */
  Expansion apply(Text operand, String suffix, MailView mail) throws InterruptedException;
}
