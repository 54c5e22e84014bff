// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.acl;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.text.Text;

/**
 * A condition of an access control list statement, as in {@code spf = fail}. Called from many
 * threads; may block.
 */
@ConsumerType
public interface Condition {
  /** The word before the equals sign. */
  String name();

  /** The lists in which it may stand; anywhere else it is a configuration error. */
  Set<Phase> phases();

  /** Tests the condition; the argument arrives expanded. */
  Verdict test(Text argument, AclView acl) throws InterruptedException;

  /** The answer. */
  sealed interface Verdict {
    /** It holds. */
    record Met() implements Verdict {}

    /** It does not hold; {@code logMessage} may say why, or be empty. */
    record NotMet(String logMessage) implements Verdict {}

    /** It cannot be told now; the statement defers. */
    record Deferred(String logMessage) implements Verdict {}

    /** The argument is wrong; the peer hears a temporary refusal, the log has the message. */
    record Failed(String logMessage) implements Verdict {}
  }
}
