// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.expansion;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;

/** A condition of <code>${if name{one}{two}...}</code>. Called from many threads; may block. */
@ConsumerType
public interface Condition {
  /** The condition's name and argument count. */
  Signature signature();

  /** Whether the condition holds for one session or delivery. */
  Truth test(List<Text> arguments, MailView mail) throws InterruptedException;
}
