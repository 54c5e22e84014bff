// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;

/** A command of a filter, read but not yet obeyed. */
sealed interface FilterCommand {
  record Add(Expandable number, Expandable variable) implements FilterCommand {}

  record Deliver(Expandable address, @Nullable Expandable errorsTo, Manner manner)
      implements FilterCommand {}

  /** {@code mode} is -1 when none is given. */
  record Save(Expandable path, int mode, Manner manner) implements FilterCommand {}

  /** The command is expanded word by word, later. */
  record Pipe(String command, Manner manner) implements FilterCommand {}

  record LogFile(Expandable path, int mode, Manner manner) implements FilterCommand {}

  record LogWrite(Expandable text, Manner manner) implements FilterCommand {}

  record TestPrint(Expandable text, Manner manner) implements FilterCommand {}

  record Finish(Manner manner) implements FilterCommand {}

  record Headers(Change change, Expandable text) implements FilterCommand {}

  /** What {@code headers} does. */
  enum Change {
    ADD,
    REMOVE,
    CHARSET
  }

  /** Ends the filter and what was to be done with the message. */
  record End(Ending ending, @Nullable Expandable text) implements FilterCommand {}

  /**
   * A letter.
   *
   * @param vacation whether the command was {@code vacation}
   * @param words what is said, by keyword
   * @param expandFile whether the lines of the file are expanded
   * @param returnMessage whether the message goes with it
   */
  record Mail(
      boolean vacation,
      Map<MailWord, Expandable> words,
      boolean expandFile,
      boolean returnMessage,
      Manner manner)
      implements FilterCommand {}

  record If(FilterCondition condition, List<FilterCommand> then, List<FilterCommand> otherwise)
      implements FilterCommand {}
}
