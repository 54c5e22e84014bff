// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

/** The four kinds of list of the language. */
public enum ListKind {
  DOMAIN,
  HOST,
  ADDRESS,
  LOCAL_PART
}
