// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

/**
 * A line of a {@code -H} file that begins with a dash.
 *
 * @param line the whole line, LF ended
 */
record SpoolFact(String line) {
  /** A fact that is true or not written. */
  static SpoolFact flag(String name) {
    return new SpoolFact("-" + name + "\n");
  }

  static SpoolFact number(String name, long value) {
    return new SpoolFact("-" + name + " " + value + "\n");
  }

  static SpoolFact word(String name, String value) {
    return new SpoolFact("-" + name + " " + SpoolHeaderFile.oneLine(value) + "\n");
  }

  /** A value from outside: Exim marks it with a second dash and keeps it tainted. */
  static SpoolFact tainted(String name, String value) {
    return new SpoolFact("--" + name + " " + SpoolHeaderFile.oneLine(value) + "\n");
  }

  /** An ACL variable; its value, which may have lines, follows its length. */
  static SpoolFact aclVariable(char scope, String name, String value, boolean tainted) {
    String dashes = tainted ? "--acl" : "-acl";
    return new SpoolFact(dashes + scope + " " + name + " " + value.length() + "\n" + value + "\n");
  }
}
