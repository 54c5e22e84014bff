// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.acl;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;

/**
 * A modifier of an access control list statement: it does something and never decides. Called from
 * many threads.
 */
@ConsumerType
public interface Modifier {
  /** The word before the equals sign. */
  String name();

  /** The lists in which it may stand. */
  Set<Phase> phases();

  /** Acts; the argument arrives expanded. */
  void apply(Text argument, AclView acl) throws InvalidArgument, InterruptedException;
}
