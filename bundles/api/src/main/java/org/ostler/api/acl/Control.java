// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.acl;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;

/**
 * A control of an access control list, as in {@code control = name/options}. Called from many
 * threads.
 */
@ConsumerType
public interface Control {
  /** The word after {@code control =}. */
  String name();

  /** The lists in which it may stand. */
  Set<Phase> phases();

  /** Acts; {@code options} is what follows the first slash, expanded, or empty. */
  void apply(Text options, AclView acl) throws InvalidArgument, InterruptedException;
}
