// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.text.Text;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Situation;
import org.ostler.language.trace.Selector;
import org.ostler.language.trace.Trace;

/**
 * One run of a list: the mail in hand and the messages so far. Confined to the session's thread.
 */
final class Course {
  /** Four steps of depth: three blanks and U+254E in UTF-8. */
  private static final String BAR = "   \u00e2\u0095\u008e";

  final Situation situation;
  final Phase phase;
  final AclEvaluator evaluator;
  private final HostTrace hosts;

  /** Whether anyone hears what the lists do: lines are made only then. */
  boolean traced;

  final ListWitness witness = new ListWitness(this);

  /** How deep lists call lists; the list of the phase is 0. */
  int depth;

  /** One more step of indentation for lists that an expansion runs. */
  int indent;

  @Nullable String userMessage;
  @Nullable String logMessage;

  /** Whether the peer may hear why it is refused for now. */
  boolean detailsForPeer;

  /** The sender address that failed to verify last, for the lines that tell the peer. */
  SenderChecks.@Nullable Checked failedSender;

  /** Why the last {@link #expand} gave null; {@link Result#OK} stands for a forced failure. */
  Result unexpanded = Result.OK;

  Course(Situation situation, Phase phase, AclEvaluator evaluator) {
    this.situation = situation;
    this.phase = phase;
    this.evaluator = evaluator;
    this.hosts = evaluator.services().trace();
    listen();
  }

  /** Sees whether anyone hears, which {@code control = debug} may have changed. */
  void listen() {
    traced = hosts.isOn() || Trace.of(Selector.ACL) != null;
  }

  /** Whether anyone hears how lists of items are decided. */
  boolean tracesLists() {
    return hosts.isOn() || Trace.of(Selector.LISTS) != null;
  }

  Log log() {
    return evaluator.services().log();
  }

  AclServices services() {
    return evaluator.services();
  }

  /** A trace line, indented by depth; call only when {@link #traced}. */
  void say(String line) {
    say(Selector.ACL, line);
  }

  /** The same about something else than the list itself. */
  void say(Selector selector, String line) {
    int steps = depth + indent;
    hear(selector, BAR.repeat(steps / 4) + " ".repeat(steps % 4) + line);
  }

  /** A trace line about the list itself without its indentation. */
  void sayAtMargin(String line) {
    hear(Selector.ACL, line);
  }

  private void hear(Selector selector, String line) {
    if (hosts.isOn()) {
      hosts.say(line);
    } else {
      Trace.tell(selector, line);
    }
  }

  Result error(String message) {
    logMessage = message;
    return Result.ERROR;
  }

  Result defer(@Nullable String message) {
    logMessage = message;
    return Result.DEFER;
  }

  /** Both messages at once. */
  void messages(@Nullable String user, @Nullable String log) {
    userMessage = user;
    logMessage = log;
  }

  /**
   * Expands an argument; null when that did not yield text, and then {@link #unexpanded} is the
   * result.
   */
  @Nullable Text expand(Expandable argument) throws InterruptedException {
    return switch (argument.expand(situation)) {
      case Expansion.Value value -> value.text();
      case Expansion.ForcedFailure forced -> {
        unexpanded = Result.OK;
        yield null;
      }
      case Expansion.Failed failed -> {
        unexpanded = error(failed(argument, failed.message()));
        yield null;
      }
      case Expansion.Deferred deferred -> {
        unexpanded = defer(failed(argument, deferred.message()));
        yield null;
      }
    };
  }

  private static String failed(Expandable argument, String message) {
    return "failed to expand ACL string \"" + argument.source() + "\": " + message;
  }
}
