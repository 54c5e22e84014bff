// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;

/** What a filter wants done, or has done: a command with its strings expanded. */
public sealed interface Deed {
  /** A number was added to a variable. */
  record Added(int number, String variable) implements Deed {}

  record Delivered(String address, @Nullable String errorsTo, Manner manner) implements Deed {}

  /** {@code mode} is -1 when none is given. */
  record Saved(Text path, int mode, Manner manner) implements Deed {}

  /** The words are to be expanded. */
  record Piped(String command, Manner manner) implements Deed {}

  record LogOpened(Text path, int mode, Manner manner) implements Deed {}

  record Logged(String text, Manner manner) implements Deed {}

  /** Header fields were added to the message, taken from it, or are to be read in a charset. */
  record HeadersChanged(String what, String text) implements Deed {}

  record TestPrinted(String text) implements Deed {}

  record Finished(Manner manner) implements Deed {}

  record Ended(Ending ending, String text) implements Deed {}

  /** A letter: what was said, by keyword. */
  record Mailed(
      boolean vacation,
      Map<MailWord, Text> words,
      boolean expandFile,
      boolean returnMessage,
      Manner manner)
      implements Deed {
    /** The command. */
    public String command() {
      return vacation ? "vacation" : "mail";
    }
  }

  /** A letter that is not written, since bounces are not answered. */
  record Unanswered(boolean vacation) implements Deed {}
}
