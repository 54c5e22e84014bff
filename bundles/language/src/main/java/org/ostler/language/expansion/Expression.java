// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;
import org.ostler.language.trace.Trace;

/**
 * A compiled string. Nothing is parsed when it is expanded; a constant one gives the same result
 * object each time. Safe for many threads.
 */
public final class Expression implements Expandable {
  private final ExpansionCompiler compiler;
  private final String source;
  private final Part part;
  private final @Nullable Expansion constant;

  Expression(ExpansionCompiler compiler, String source, Part part) {
    this.compiler = compiler;
    this.source = source;
    this.part = part;
    Text text = part.constant();
    this.constant = text == null ? null : new Expansion.Value(text);
  }

  @Override
  public String source() {
    return source;
  }

  /** Whether it gives the same text for every message. */
  public boolean isConstant() {
    return constant != null;
  }

  /** The text that it gives for every message; null when it is not constant. */
  public @Nullable Text constant() {
    return part.constant();
  }

  /** What is wrong with its text whatever the message; null when it can be expanded. */
  public @Nullable String problem() {
    return part.broken() == null ? null : part.broken().message();
  }

  @Override
  public Expansion expand(MailView mail) throws InterruptedException {
    Trace trace = Trace.here();
    if (trace != null && Telling.hears(trace) && !compiler.isTracing() && isWorthTelling()) {
      return compiler.traced().compileCached(source).expand(mail);
    }
    if (constant != null) {
      return constant;
    }
    try {
      return new Expansion.Value(
          part.text(new Run(compiler, mail, compiler.isTracing() ? trace : null)));
    } catch (Stop stop) {
      return stop.outcome();
    } catch (StackOverflowError e) {
      // Nesting is limited when compiled, but the caller's stack may be nearly full already.
      return new Expansion.Failed("not enough stack to expand the string");
    }
  }

  /** Exim takes text as it is that has nothing to expand. */
  private boolean isWorthTelling() {
    return source.indexOf('$') >= 0 || source.indexOf('\\') >= 0;
  }

  Part part() {
    return part;
  }
}
