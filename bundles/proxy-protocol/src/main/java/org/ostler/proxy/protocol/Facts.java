// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the type-length-values of a header tell, by the name of their variable. Not believed further
 * than the proxy is.
 */
record Facts(Map<String, String> byVariable) {
  static final Facts NONE = new Facts(Map.of());

  Facts {
    byVariable = Map.copyOf(byVariable);
  }

  @Nullable String find(String variable) {
    return byVariable.get(variable);
  }
}
