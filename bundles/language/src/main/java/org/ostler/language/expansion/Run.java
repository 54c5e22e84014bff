// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;
import org.ostler.language.trace.Trace;

/** One expansion under way. Confined to one thread. */
final class Run {
  /** Strings that expand strings: deeper is a string that expands itself. */
  private static final int DEEPEST = 40;

  private final ExpansionCompiler compiler;
  private final Scope scope;
  private final @Nullable Allowance allowance;
  private final @Nullable Telling telling;
  private int depth;

  /**
   * Begins one.
   *
   * @param trace who hears how it goes; null when nobody does
   */
  Run(ExpansionCompiler compiler, MailView mail, @Nullable Trace trace) {
    this.compiler = compiler;
    this.scope = mail instanceof Scope carried ? carried : new FreshScope(mail);
    this.allowance = compiler.allowance();
    this.telling = trace == null ? null : new Telling(trace);
  }

  /** Who hears how it goes; null when nobody does. */
  @Nullable Telling telling() {
    return telling;
  }

  /** A line for who hears how it goes; made only for them. */
  void say(Supplier<String> line) {
    if (telling != null) {
      telling.say(line.get());
    }
  }

  Environment environment() {
    return compiler.environment();
  }

  ExpansionCompiler compiler() {
    return compiler;
  }

  Scope mail() {
    return scope;
  }

  Registers registers() {
    return scope.registers();
  }

  /** Counts what a part has made where expansions have a limit. */
  Text spent(Text made) throws Stop {
    if (allowance != null) {
      allowance.spend(made.value().length());
    }
    return made;
  }

  /** Compiles and expands text that is itself the result of an expansion. */
  Text expandAgain(Text source) throws Stop, InterruptedException {
    if (source.isTainted()) {
      throw Stop.failed(
          "attempt to expand tainted string '" + source.value() + "'" + Tainted.origin(source));
    }
    if (depth >= DEEPEST) {
      throw Stop.failed(
          "expansions within expansions are nested too deeply (limit " + DEEPEST + ")");
    }
    depth++;
    try {
      return compiler.compileCached(source.value()).part().text(this);
    } finally {
      depth--;
    }
  }

  /** The text of a value, or the stop of any other outcome. */
  static Text need(Expansion outcome) throws Stop {
    return switch (outcome) {
      case Expansion.Value(Text text) -> text;
      case Expansion.ForcedFailure(String message) -> throw Stop.forced(message);
      case Expansion.Failed(String message) -> throw Stop.failed(message);
      case Expansion.Deferred(String message) -> throw Stop.deferred(message);
    };
  }
}
