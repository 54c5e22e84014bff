// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.jspecify.annotations.Nullable;
import org.ostler.api.option.InvalidArgument;

/**
 * The house while a word is compiled.
 *
 * @param services of the evaluator
 */
record Site(AclServices services) {
  /** Whether expanding the text would give the text itself. */
  static boolean isPlain(String text) {
    return text.indexOf('$') < 0 && text.indexOf('\\') < 0;
  }

  /**
   * An argument with a syntax of its own: parsed now, with its error told now, when it is the same
   * for every message, else each time.
   */
  <T> Step.Work parsing(String source, Parser<T> parser, Use<T> use) throws InvalidArgument {
    if (isPlain(source)) {
      T value = parser.parse(source);
      return (argument, course) -> use.apply(value, course);
    }
    Memory<T> memory = new Memory<>();
    return (argument, course) -> {
      T value;
      try {
        value = memory.parsed(argument.value(), parser);
      } catch (InvalidArgument e) {
        return course.error(String.valueOf(e.getMessage()));
      }
      return use.apply(value, course);
    };
  }

  /**
   * The last text that was parsed: with most arguments it is the next as well. Safe for many
   * threads.
   */
  private static final class Memory<T> {
    private volatile @Nullable Last<T> last;

    T parsed(String text, Parser<T> parser) throws InvalidArgument {
      Last<T> known = last;
      if (known != null && known.text.equals(text)) {
        return known.value;
      }
      T value = parser.parse(text);
      last = new Last<>(text, value);
      return value;
    }

    private record Last<T>(String text, T value) {}
  }

  /** Reads an argument; the message of the throw is Exim's. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(String text) throws InvalidArgument;
  }

  /** What is done with the parsed argument. */
  @FunctionalInterface
  interface Use<T> {
    Result apply(T value, Course course) throws InterruptedException;
  }
}
