// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.text.Text;
import org.ostler.core.log.LogSelector;
import org.ostler.core.log.PeerText;

/** Runs the statements of a list, one after another. */
final class StatementRun {
  private static final Text NOTHING = Text.EMPTY;

  private final Acl acl;
  private final Course course;
  private Acl.Statement statement;
  private @Nullable Expandable message;
  private @Nullable Expandable logMessage;
  private boolean endpass;

  private StatementRun(Acl acl, Acl.Statement first, Course course) {
    this.acl = acl;
    this.statement = first;
    this.course = course;
  }

  /** The end of the list, or null when no statement ends it. */
  static @Nullable Result of(Acl acl, Course course) throws InterruptedException {
    List<Acl.Statement> statements = acl.statements();
    if (statements.isEmpty()) {
      return null;
    }
    StatementRun run = new StatementRun(acl, statements.getFirst(), course);
    for (int i = 0; i < statements.size(); i++) {
      run.statement = statements.get(i);
      Result end = run.run();
      if (end != null) {
        return end;
      }
    }
    return null;
  }

  private @Nullable Result run() throws InterruptedException {
    message = null;
    logMessage = null;
    endpass = false;
    course.messages(null, null);
    course.detailsForPeer = false;
    if (course.traced) {
      course.say(
          "processing \""
              + statement.verb().word()
              + "\" ("
              + statement.position().file()
              + " "
              + statement.position().line()
              + ")");
    }
    Result result = conditions();
    if (course.traced) {
      course.say(
          statement.verb().word() + ": condition test " + ended(result) + " in " + acl.title());
    }
    if (result == Result.ERROR || (result == Result.DEFER && statement.verb() != Verb.WARN)) {
      return result;
    }
    return verdict(result);
  }

  private static String ended(Result result) {
    return switch (result) {
      case OK -> "succeeded";
      case FAIL -> "failed";
      case DEFER -> "deferred";
      case ERROR -> "error";
      case DISCARD -> "yielded \"discard\"";
      case DROP -> "yielded \"drop\"";
    };
  }

  private Result conditions() throws InterruptedException {
    Result result = Result.OK;
    List<Step> steps = statement.steps();
    for (int i = 0; i < steps.size() && result == Result.OK; i++) {
      Step step = steps.get(i);
      if (step instanceof Step.Task task) {
        result = task(task);
      } else {
        note(step);
      }
    }
    if (endpass && result == Result.OK) {
      message = null; // with endpass the message is for the refusal
    }
    if (statement.verb().speaksFor(result)) {
      speak(result);
    }
    return result;
  }

  /** What is looked at when the statement's end is known. */
  private void note(Step step) {
    switch (step) {
      case Step.Message given -> {
        message = given.text();
        say("  message: ", given.text());
      }
      case Step.LogMessage given -> {
        logMessage = given.text();
        say("l_message: ", given.text());
      }
      case Step.EndPass _ -> endpass = true;
      case Step.Task _ -> throw new AssertionError(step);
    }
  }

  private Result task(Step.Task task) throws InterruptedException {
    Text argument = NOTHING;
    Expandable expandable = task.argument();
    if (expandable != null) {
      Text expanded = course.expand(expandable);
      if (expanded == null) {
        return course.unexpanded; // OK for a forced failure: the word is as if it were not there
      }
      argument = expanded;
    }
    if (course.traced) {
      traceCheck(task, expandable == null ? null : argument.value());
    }
    if (!task.place().phases().contains(course.phase)) {
      return course.error(task.place().complaint(course.phase));
    }
    Result result = task.work().apply(argument, course);
    if (result == Result.DISCARD && !statement.verb().accepts()) {
      return course.error(
          "nested ACL returned \"discard\" for \""
              + statement.verb().word()
              + "\" command (only allowed with \"accept\" or \"discard\")");
    }
    return task.negated() ? result.negated() : result;
  }

  private void traceCheck(Step.Task task, @Nullable String expanded) {
    String label = "check " + task.label() + " ";
    course.say(label + "= " + task.source());
    if (expanded != null && !expanded.equals(task.source())) {
      course.sayAtMargin(" ".repeat(label.length()) + "= " + expanded);
    }
  }

  private void say(String label, Expandable text) {
    if (course.traced) {
      course.say(label + text.source());
    }
  }

  /** Settles what the peer and the log hear. */
  private void speak(Result result) throws InterruptedException {
    String oldUser = course.userMessage;
    String oldLog = course.logMessage != null ? course.logMessage : oldUser;
    Verb verb = statement.verb();
    if (verb == Verb.WARN || (result == Result.OK && verb.accepts())) {
      course.messages(null, null);
    }
    if (message != null) {
      String text = words(message, oldUser);
      if (!text.isEmpty()) {
        course.userMessage = text;
      }
    }
    if (logMessage != null) {
      String text = words(logMessage, oldLog);
      if (!text.isEmpty()) {
        course.logMessage = course.logMessage == null ? text : text + ": " + course.logMessage;
      }
    }
    if (course.logMessage == null) {
      course.logMessage = course.userMessage;
    }
  }

  /** A message expanded with {@code $acl_verify_message} in sight; empty when that fails. */
  private String words(Expandable text, @Nullable String verifyMessage)
      throws InterruptedException {
    if (verifyMessage != null) {
      course.situation.findings().set("acl_verify_message", Text.of(verifyMessage));
    }
    try {
      return switch (text.expand(course.situation)) {
        case Expansion.Value value -> value.text().value();
        case Expansion.ForcedFailure forced -> "";
        case Expansion.Failed failed -> unspoken(text, failed.message());
        case Expansion.Deferred deferred -> unspoken(text, deferred.message());
      };
    } finally {
      course.situation.findings().clear("acl_verify_message");
    }
  }

  private String unspoken(Expandable text, String why) {
    course
        .log()
        .panic(
            course.situation.envelope().queueId(),
            "failed to expand ACL message \"" + text.source() + "\": " + why);
    return "";
  }

  private @Nullable Result verdict(Result result) {
    Verb verb = statement.verb();
    switch (verb) {
      case ACCEPT -> {
        if (result == Result.OK || result == Result.DISCARD) {
          return end("ACCEPT", result);
        }
        return endpass ? refused(result) : null;
      }
      case DISCARD -> {
        if (result == Result.OK || result == Result.DISCARD) {
          return atQuit() ? quitError() : end("DISCARD", Result.DISCARD);
        }
        return endpass ? refused(result) : null;
      }
      case WARN -> {
        warn(result);
        course.messages(null, null);
        return null;
      }
      case REQUIRE -> {
        if (result == Result.OK) {
          return null;
        }
        end("not OK", result);
        return atQuit() ? quitError() : result;
      }
      case DEFER, DENY, DROP -> {
        if (result != Result.OK) {
          return null;
        }
        end(verb.name(), result);
        return atQuit() ? quitError() : refusal(verb);
      }
    }
    throw new AssertionError(verb);
  }

  private Result refusal(Verb verb) {
    if (verb == Verb.DEFER) {
      course.detailsForPeer = true;
      return Result.DEFER;
    }
    return verb == Verb.DROP ? Result.DROP : Result.FAIL;
  }

  private Result end(String how, Result result) {
    if (course.traced) {
      course.say("end of " + acl.title() + ": " + how);
    }
    return result;
  }

  private Result refused(Result result) {
    if (course.traced) {
      course.say(statement.verb().word() + ": endpass encountered - denying access");
    }
    return result;
  }

  private boolean atQuit() {
    return course.depth == 0 && (course.phase == Phase.QUIT || course.phase == Phase.NOTQUIT);
  }

  private Result quitError() {
    return course.error(
        "QUIT or not-QUIT toplevel ACL may not fail ('"
            + statement.verb().word()
            + "' verb used incorrectly)");
  }

  private void warn(Result result) {
    if (result == Result.OK) {
      Warnings.warn(course);
    } else if (result == Result.DEFER && course.log().selects(LogSelector.ACL_WARN_SKIPPED)) {
      String why = course.logMessage == null ? "" : ": " + course.logMessage;
      course
          .log()
          .main(
              course.situation.envelope().queueId(),
              PeerText.hostAndIdent(course.situation.peer(), course.log())
                  + " Warning: ACL \"warn\" statement skipped: condition test deferred"
                  + why);
    }
  }
}
