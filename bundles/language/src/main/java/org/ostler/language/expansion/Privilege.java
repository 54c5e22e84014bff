// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a string can do with the rights of whoever expands it. The configuration's strings may do
 * all of it; those of a user's filter file what the configuration leaves them.
 */
public enum Privilege {
  LOOKUP("lookup expansions are not permitted", "item lookup"),
  READ_FILE("file insertions are not permitted", "item readfile"),
  READ_SOCKET("socket insertions are not permitted", "item readsocket"),
  RUN("running a command is not permitted", "item run"),
  LOOK_AT_FILES("looking at files is not permitted", "condition exists", "operator stat"),
  /** An access control list of the configuration, with words of the string for its arguments. */
  CALL_LIST("running an access control list is not permitted", "item acl", "condition acl"),
  /** The environment of the process, in which passwords may be. */
  ENVIRONMENT("reading the environment is not permitted", "item env"),
  /** Who else gets the message. */
  RECIPIENTS("", "variable recipients", "variable recipients_list");

  /** The end of a refusal. */
  private static final String WHY =
      ": the server expands the strings of a filter with its own rights";

  private final String refusal;
  private final List<String> words;

  Privilege(String refusal, String... words) {
    this.refusal = refusal;
    this.words = List.of(words);
  }

  /** What is told where the privilege is not given. */
  String refusal() {
    return refusal + WHY;
  }

  /** The privilege that a word of the language needs; null when it needs none. */
  static @Nullable Privilege of(String kind, String name) {
    String word = kind + " " + name;
    for (Privilege privilege : values()) {
      if (privilege.words.contains(word)) {
        return privilege;
      }
    }
    return null;
  }
}
