// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ostler.core.filter.Ending;
import org.ostler.core.filter.FilterResult;
import org.ostler.core.mail.Address;
import org.ostler.core.queue.QueuedMail;
import org.ostler.core.report.Misfortune;

/** Does to a message what its system filter decided, in Exim's words. */
final class Filtering {
  /** Of the variables that filters count in. */
  static final int NUMBERS = 10;

  /** How often what the filter keeps back is looked at again, besides queue runs. */
  private static final Duration HOLDING = Duration.ofMinutes(15);

  private final Desk desk;
  private final QueuedMail mail;
  private final Tally tally;

  Filtering(Desk desk, QueuedMail mail, Tally tally) {
    this.desk = desk;
    this.mail = mail;
    this.tally = tally;
  }

  /** The addresses to route: what the filter added, and the recipients unless it decided. */
  List<Address> addresses(SystemFilter.Verdict verdict, List<Address> recipients) {
    List<Address> addresses = new ArrayList<>(verdict.addresses());
    switch (verdict) {
      case SystemFilter.Verdict.Pass _ -> addresses.addAll(recipients);
      case SystemFilter.Verdict.Instead(var instead) -> {
        say(
            instead.isEmpty()
                ? "=> discarded (system filter)"
                : "original recipients ignored (system filter)");
        recipients.forEach(tally::done);
      }
      case SystemFilter.Verdict.Ended(var how, var _) -> {
        if (how.ending() == Ending.FREEZE && mail.message().manuallyThawed) {
          addresses.addAll(recipients);
        } else {
          ended(how, recipients);
        }
      }
      case SystemFilter.Verdict.Broken(var message) -> {
        String line = "Error in system filter: " + message;
        desk.log().panic(mail.id(), line);
        tally.say(line);
        hold(recipients, line);
      }
    }
    return addresses;
  }

  private void ended(FilterResult.Ended how, List<Address> recipients) {
    String text = how.text();
    switch (how.ending()) {
      case FAIL -> {
        String told = toldToSender(text);
        String logged = toldToLog(text);
        say("cancelled by system filter" + (logged.isEmpty() ? "" : ": " + logged));
        for (Address recipient : recipients) {
          tally.failed(Misfortune.of(recipient, told.isEmpty() ? "delivery cancelled" : told));
        }
      }
      case DEFER -> {
        say("Delivery deferred by system filter");
        hold(recipients, "Delivery deferred by system filter");
      }
      case FREEZE -> {
        tally.freeze(" by the system filter" + (text.isEmpty() ? "" : ": " + text));
        hold(recipients, "");
      }
    }
  }

  private void hold(List<Address> recipients, String why) {
    Instant next = desk.clock().instant().plus(HOLDING);
    for (Address recipient : recipients) {
      tally.deferred(Misfortune.of(recipient, why), next);
    }
  }

  /** What stands between double angle brackets at the beginning is for the log alone. */
  private static String toldToLog(String text) {
    int end = text.startsWith("<<") ? text.indexOf(">>") : -1;
    return end < 0 ? text : text.substring(2, end);
  }

  private static String toldToSender(String text) {
    int end = text.startsWith("<<") ? text.indexOf(">>") : -1;
    return end < 0 ? text : text.substring(end + 2);
  }

  private void say(String line) {
    desk.log().main(mail.id(), line);
    tally.say(line.startsWith("=> ") ? line.substring("=> ".length()) : line);
  }
}
