// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ostler.core.filter.PersonalMail;
import org.ostler.core.filter.sieve.SieveCommand.Branch;
import org.ostler.core.mail.AddressSyntax;
import org.ostler.core.mail.Situation;
import org.ostler.language.text.Ascii;

/** One script at work on one message. One use. */
public final class SieveRun {
  /** Where a message goes that nobody else dealt with. */
  public static final String INBOX = "inbox";

  private final SieveScript script;
  private final Situation situation;
  private final SieveFacts facts;
  private final SieveWatch watch;
  private final Effort effort = new Effort();
  private final TestJudge tests;
  private final SieveHeader header;
  private final Set<SieveDeed> done = new HashSet<>();
  private final Set<List<String>> notified = new HashSet<>();
  private boolean keep = true;
  private boolean answered;

  /** A run; {@code situation} has the message and the address in hand. */
  public SieveRun(SieveScript script, Situation situation, SieveFacts facts, SieveWatch watch) {
    this.script = script;
    this.situation = situation;
    this.facts = facts;
    this.watch = watch;
    this.tests = new TestJudge(situation, facts, watch, effort);
    this.header = new SieveHeader(situation);
  }

  /** Obeys the script. */
  public SieveResult run() throws InterruptedException {
    try {
      obey(script.commands(), true);
      if (keep) {
        file(INBOX);
      }
      return new SieveResult.Done(keep);
    } catch (BadSieve bad) {
      file(INBOX);
      return new SieveResult.Broken(bad.message(), bad.line());
    }
  }

  /** Obeys commands, or looks through them for errors; whether the script is at its end. */
  private boolean obey(List<SieveCommand> commands, boolean obeyed)
      throws BadSieve, InterruptedException {
    for (SieveCommand command : commands) {
      switch (command) {
        case SieveCommand.If(var branches) -> {
          if (branch(branches, obeyed)) {
            return true;
          }
        }
        case SieveCommand.Fault(var message, var line) -> throw new BadSieve(message, line);
        case SieveCommand.Stop() -> {
          if (obeyed) {
            return true;
          }
        }
        default -> {
          if (obeyed) {
            act(command);
          }
        }
      }
    }
    return false;
  }

  private boolean branch(List<Branch> branches, boolean obeyed)
      throws BadSieve, InterruptedException {
    boolean open = obeyed;
    String word = "if ";
    for (Branch branch : branches) {
      SieveTest test = branch.test();
      boolean holds = (test == null || tests.test(test, open)) && open;
      if (open && test != null) {
        watch.hear(word + holds);
      }
      if (obey(branch.commands(), holds)) {
        return true;
      }
      open &= !holds;
      word = "elsif ";
    }
    return false;
  }

  private void act(SieveCommand command) throws BadSieve, InterruptedException {
    switch (command) {
      case SieveCommand.Keep() -> {
        file(INBOX);
        keep = false;
      }
      case SieveCommand.Discard() -> keep = false;
      case SieveCommand.FileInto(var folder, var copy, var line) -> {
        if (!done.contains(new SieveDeed.Filed(folder))) {
          effort.folder(line);
        }
        file(folder);
        keep &= copy;
      }
      case SieveCommand.Redirect redirect -> redirect(redirect);
      case SieveCommand.Notify notify -> notify(notify);
      case SieveCommand.VacationBegins(var line) -> {
        if (answered) {
          throw new BadSieve("trying to execute vacation more than once", line);
        }
        answered = true;
      }
      case SieveCommand.Vacation vacation -> answer(vacation);
      case SieveCommand.If _, SieveCommand.Stop _, SieveCommand.Fault _ ->
          throw new IllegalStateException("no action");
    }
  }

  private void file(String folder) throws InterruptedException {
    take(new SieveDeed.Filed(folder), "fileinto `" + folder + "'");
  }

  private void redirect(SieveCommand.Redirect redirect) throws BadSieve, InterruptedException {
    String why = ActionReader.complaint(redirect.address(), AddressSyntax.of(situation.settings()));
    if (why != null) {
      throw new BadSieve(why, redirect.line());
    }
    SieveDeed deed = new SieveDeed.Redirected(redirect.address());
    if (!done.contains(deed)) {
      effort.redirect(redirect.line());
    }
    take(deed, "redirect `" + redirect.address() + "'");
    keep &= redirect.copy();
  }

  /** RFC 5228 §2.10.3: nothing is delivered to one place twice. */
  private void take(SieveDeed deed, String told) throws InterruptedException {
    if (done.add(deed)) {
      watch.hear(told);
      watch.take(deed);
    } else {
      watch.hear("Repeated " + told + " ignored.");
    }
  }

  private void notify(SieveCommand.Notify notify) throws BadSieve, InterruptedException {
    String submitted = header.value("Auto-Submitted");
    if (submitted != null && !Ascii.sameIgnoringCase(submitted, "no")) {
      // RFC 5436 §2.7.1: machines do not notify of each other's mail without end
      watch.hear("Ignoring notification, triggering message contains Auto-submitted: field.");
      return;
    }
    String message =
        notify.message() != null
            ? notify.message()
            : Objects.requireNonNullElseGet(
                notify.uri().subject(),
                () -> Objects.requireNonNullElse(header.value("Subject"), ""));
    String importance = Objects.requireNonNullElse(notify.importance(), "");
    if (!notified.add(List.of(notify.method(), importance, message))) {
      watch.hear("Repeated notification to `" + notify.method() + "' ignored.");
      return;
    }
    effort.notification(notify.line());
    watch.hear("Notification to `" + notify.method() + "': '" + message + "'.");
    watch.take(
        new SieveDeed.Notified(
            notify.uri().recipients(),
            notify.uri().fields(),
            notify.from(),
            message,
            notify.uri().body()));
  }

  private void answer(SieveCommand.Vacation vacation) throws InterruptedException {
    if (!new PersonalMail(situation, facts.rewriter()).toUs(vacation.addresses())) {
      watch.hear("Sieve: mail was not personal, vacation would ignore it");
      return;
    }
    String memory = memory(vacation);
    watch.hear("Sieve: mail was personal, vacation file basename: " + memory);
    watch.take(
        new SieveDeed.Answered(
            vacation.days(),
            vacation.subject(),
            vacation.from(),
            vacation.mime(),
            vacation.reason(),
            memory));
  }

  /** RFC 5230 §4.2: answers that say the same are one, and so are those with the same handle. */
  private static String memory(SieveCommand.Vacation vacation) {
    String said =
        Objects.requireNonNullElse(vacation.subject(), "")
            + Objects.requireNonNullElse(vacation.from(), "")
            + (vacation.mime() ? "1" : "0")
            + vacation.reason();
    String name = Objects.requireNonNullElse(vacation.handle(), said);
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      return HexFormat.of()
          .withUpperCase()
          .formatHex(digest.digest(name.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
