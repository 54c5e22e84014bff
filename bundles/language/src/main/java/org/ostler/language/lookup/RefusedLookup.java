// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.util.List;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;

/**
 * A lookup type of Exim's that Ostler has not; its use is refused with the reason and a way out.
 *
 * @param name the type
 * @param style of the type
 * @param reason why, and what to use instead
 */
record RefusedLookup(String name, Style style, String reason) implements Lookup {
  @Override
  public Prepared prepare(List<String> options, Settings main) throws InvalidArgument {
    throw new InvalidArgument("lookup type \"" + name + "\" is not available: " + reason);
  }
}
