// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ostler.api.acl.Phase;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.RefusalLog;
import org.ostler.core.mail.Situation;
import org.ostler.language.config.Line;
import org.ostler.language.config.Position;
import org.ostler.language.config.Problem;
import org.ostler.language.expansion.Environment;
import org.ostler.language.expansion.Scope;
import org.ostler.language.text.Ascii;

/**
 * The lists of one configuration. They are compiled before the first session; running one parses
 * nothing unless its text depends on the message. Safe for many threads; a run belongs to its
 * session's thread.
 */
public final class AclEvaluator implements AclRunner {
  private static final int DEEPEST = 20;

  /**
   * Where the text of a list stands that is written where a name could: in the word that calls it.
   */
  private static final Position CALLED = new Position("acl", 1);

  private final AclServices services;
  private final AclStore store;
  private final Map<Phase, Hook> hooks;

  /**
   * Compiles all lists.
   *
   * @param lists the lines of each named list
   * @param hooks the options that name a list for a phase
   * @param problems hears what is wrong, in Exim's words
   */
  public AclEvaluator(
      AclServices services,
      Map<String, List<Line>> lists,
      Map<Phase, Hook> hooks,
      Consumer<Problem> problems) {
    this.services = services;
    this.store = new AclStore(services, lists, problems);
    this.hooks = new EnumMap<>(Phase.class);
    this.hooks.putAll(hooks);
    hooks.forEach((phase, hook) -> store.check(phase, hook, problems));
  }

  /**
   * An option such as {@code acl_smtp_rcpt}.
   *
   * @param value its value
   * @param position where it is set
   */
  public record Hook(Expandable value, Position position) {}

  AclServices services() {
    return services;
  }

  @Override
  public boolean isSet(Phase phase) {
    return hooks.containsKey(phase);
  }

  @Override
  public Decision run(Phase phase, Situation situation) throws InterruptedException {
    situation.phase = phase;
    situation.listDepth = 0;
    situation.refusalLogs = EnumSet.of(RefusalLog.MAIN, RefusalLog.REJECT);
    Course course = new Course(situation, phase, this);
    lowerLocalPart(phase, situation);
    RateLimit.forgetCommand(situation);
    situation.findings().clear("address_data");
    situation.findings().clear("sender_address_data");
    Hook hook = hooks.get(phase);
    if (hook == null) {
      return unset(phase, course);
    }
    Result result;
    switch (hook.value().expand(situation)) {
      case Expansion.Value value -> result = list(value.text(), hook.position(), course);
      case Expansion.ForcedFailure forced -> {
        return new Decision.Accept("");
      }
      case Expansion.Failed failed -> result = course.error(failed(hook, failed.message()));
      case Expansion.Deferred deferred -> result = course.error(failed(hook, deferred.message()));
    }
    return Verdicts.of(result, course);
  }

  private static String failed(Hook hook, String message) {
    return "failed to expand ACL string \"" + hook.value().source() + "\": " + message;
  }

  /** What holds when the configuration names no list for the phase. */
  private static Decision unset(Phase phase, Course course) {
    return switch (phase) {
      case RCPT, VRFY, EXPN, ETRN, WELLKNOWN -> {
        if (course.traced) {
          course.say("ACL is NULL: implicit DENY");
        }
        yield new Decision.Deny("", "", false);
      }
      case CONNECT,
          HELO,
          STARTTLS,
          AUTH,
          MAIL,
          MAILAUTH,
          PREDATA,
          MIME,
          DKIM,
          PRDR,
          DATA,
          QUIT,
          NOTQUIT,
          NOT_SMTP_START,
          NOT_SMTP_MIME,
          NOT_SMTP ->
          new Decision.Accept("");
    };
  }

  /** Lists about an address see its local part in lower case, unless they ask for it as it came. */
  private static void lowerLocalPart(Phase phase, Situation situation) {
    Address address = situation.addressee();
    if (address != null && Places.ADDRESS.contains(phase)) {
      address.localPart(Ascii.lower(address.localPart()));
    }
  }

  /** The lists for <code>${acl{name}{argument}...}</code>. */
  public Environment.AclCall calls() {
    return this::answer;
  }

  private Environment.AclAnswer answer(String name, List<Text> arguments, Scope scope)
      throws InterruptedException {
    if (!(scope instanceof Situation situation)) {
      return new Environment.AclAnswer.Failed("no list can run outside a session");
    }
    Course course = new Course(situation, situation.phase, this);
    course.depth = situation.listDepth;
    course.indent = 1;
    Result result = call(Text.of(name), arguments.toArray(Text[]::new), course);
    Text message = Text.of(course.userMessage == null ? "" : course.userMessage);
    return switch (result) {
      case OK -> new Environment.AclAnswer.Accepted(message);
      case FAIL -> new Environment.AclAnswer.Denied(message);
      case DEFER -> new Environment.AclAnswer.Deferred("DEFER from acl \"" + name + "\"");
      case DROP, DISCARD, ERROR ->
          new Environment.AclAnswer.Failed(word(result) + " from acl \"" + name + "\"");
    };
  }

  private static String word(Result result) {
    return result == Result.DROP ? "FAIL_DROP" : result.name();
  }

  /** Runs another list with arguments of its own; the caller's come back afterwards. */
  Result call(Text name, Text[] arguments, Course course) throws InterruptedException {
    Situation situation = course.situation;
    Text[] before = situation.registers().aclArguments();
    situation.registers().aclArguments(arguments);
    course.depth++;
    situation.listDepth = course.depth;
    try {
      return list(name, CALLED, course);
    } finally {
      course.depth--;
      situation.listDepth = course.depth;
      situation.registers().aclArguments(before);
    }
  }

  private Result list(Text name, Position position, Course course) throws InterruptedException {
    if (course.depth > DEEPEST) {
      return course.error("ACL nested too deep: possible loop");
    }
    if (name.isTainted()) {
      services
          .log()
          .panic(
              course.situation.envelope().queueId(),
              "attempt to use tainted ACL text \"" + name.value() + "\"");
      return course.error("internal configuration error");
    }
    AclStore.Found found = store.find(Ascii.strip(name.value()), position);
    if (found.problem() != null) {
      return course.error(found.problem());
    }
    Acl acl = found.acl();
    if (course.traced && found.said() != null) {
      course.say(found.said());
    }
    return acl == null ? Result.FAIL : run(acl, course);
  }

  private Result run(Acl acl, Course course) throws InterruptedException {
    Result end = StatementRun.of(acl, course);
    if (end != null) {
      return end;
    }
    if (course.traced) {
      course.say("end of " + acl.title() + ": implicit DENY");
    }
    return Result.FAIL;
  }
}
