// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.expansion;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;

/**
 * An expansion item, as in <code>${name{one}{two}}</code>. Arguments arrive expanded. Called from
 * many threads; may block. A throw is a bug: core answers it with a deferral that names the
 * feature.
 */
@ConsumerType
public interface Item {
  /** The item's name and argument count. */
  Signature signature();

  /** The item's value for one session or delivery. */
  Expansion evaluate(List<Text> arguments, MailView mail) throws InterruptedException;
}
