// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.variables;

/**
 * The names that {@code set} accepts: {@code acl_c} or {@code acl_m}, then a digit or an
 * underscore, then word characters.
 */
public final class AclVariableNames {
  private AclVariableNames() {}

  public static boolean isAclVariable(String name) {
    if (name.length() < 6 || !(name.startsWith("acl_c") || name.startsWith("acl_m"))) {
      return false;
    }
    char first = name.charAt(5);
    if (!(first == '_' || (first >= '0' && first <= '9'))) {
      return false;
    }
    return name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '_'));
  }
}
