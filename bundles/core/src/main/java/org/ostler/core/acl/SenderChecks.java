// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.mail.Slot;
import org.ostler.api.text.Text;
import org.ostler.core.acl.AddressVerifier.Purpose;
import org.ostler.core.acl.AddressVerifier.Verified;
import org.ostler.core.log.LogSelector;
import org.ostler.core.log.PeerText;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;

/**
 * {@code verify = sender}: each address is verified once a message, and its failure is told once.
 */
final class SenderChecks {
  private static final Slot<Map<String, Checked>> KNOWN =
      new Slot<>("acl.senders", Slot.Scope.MESSAGE, HashMap::new);
  private static final Slot<Set<String>> TOLD =
      new Slot<>("acl.senders.told", Slot.Scope.MESSAGE, HashSet::new);
  private static final Pattern CODE =
      Pattern.compile("^[2345]\\d\\d (?:[245]\\.\\d{1,3}\\.\\d{1,3} )?");

  private SenderChecks() {}

  /**
   * A sender address that was verified.
   *
   * @param address the address, as rules for rewriting made it
   * @param verified how it ended
   * @param details whether the peer may hear why
   */
  record Checked(String address, Verified verified, boolean details, @Nullable Text data) {}

  static Result verify(VerifySpec spec, Course course) throws InterruptedException {
    Situation situation = course.situation;
    ReversePath sender = situation.envelope().sender();
    String address =
        spec.address() != null ? spec.address() : sender == null ? "" : sender.address();
    if (address.isEmpty()) {
      Checked bounce = new Checked("", new Verified.Good(List.of()), true, null);
      if (situation.value(KNOWN).put("", bounce) != null && course.traced) {
        course.say("using cached sender verify result");
      }
      return Result.OK; // a bounce has nobody to verify
    }
    Checked checked = check(address, spec, course);
    return switch (checked.verified()) {
      case Verified.Good good -> Result.OK;
      case Verified.Bad bad -> {
        course.failedSender = checked;
        if (bad.failureWord() != null) {
          situation.findings().set("sender_verify_failure", Text.of(bad.failureWord()));
        }
        course.messages("Sender verify failed", "Sender verify failed");
        yield Result.FAIL;
      }
      case Verified.Unknown unknown -> {
        if (spec.deferOk()) {
          if (course.traced) {
            course.say("verify defer overridden by defer_ok");
          }
          yield Result.OK;
        }
        course.failedSender = checked;
        course.messages("Could not complete sender verify", "Could not complete sender verify");
        yield Result.DEFER;
      }
    };
  }

  private static Checked check(String address, VerifySpec spec, Course course)
      throws InterruptedException {
    Map<String, Checked> known = course.situation.value(KNOWN);
    String key = address + '\n' + spec.calloutOptions();
    Checked before = known.get(key);
    if (before != null) {
      if (course.traced) {
        course.say("using cached sender verify result");
      }
      if (before.data() != null) {
        course.situation.findings().set("sender_address_data", before.data());
      }
      return before;
    }
    Situation aside = course.situation.with(course.situation.addressee());
    Verified verified =
        course.services().verifier().verify(address, Purpose.SENDER, spec.options(), aside);
    if (course.traced) {
      course.say("----------- end verify ------------");
    }
    Checked checked =
        new Checked(
            judged(address, course),
            verified,
            !spec.noDetails(),
            course.situation.findings().value("sender_address_data"));
    known.put(key, checked);
    return checked;
  }

  /** The sender of the message is rewritten when it is verified. */
  private static String judged(String address, Course course) {
    Message message = course.situation.envelope();
    ReversePath given = message.givenSender();
    ReversePath sender = message.sender();
    return given != null && sender != null && given.address().equals(address)
        ? sender.address()
        : address;
  }

  /**
   * The message for the peer, with the lines that say which sender failed and why, unless it heard
   * them already.
   */
  static String toldAs(String message, Course course) {
    Checked failed = course.failedSender;
    if (failed == null || !(failed.verified() instanceof Verified.Bad bad)) {
      return message;
    }
    if (!failed.details() || !course.situation.value(TOLD).add(failed.address())) {
      return message;
    }
    if (course.log().selects(LogSelector.SENDER_VERIFY_FAIL)) {
      log("fail", failed.address(), bad.logMessage(), course);
    }
    if (bad.userMessage().isEmpty() || course.situation.peer().noMultilineReplies) {
      return message;
    }
    List<String> lines = new ArrayList<>();
    lines.add("Verification failed for <" + failed.address() + ">");
    lines.add(bad.userMessage());
    Matcher code = CODE.matcher(message);
    String start = code.find() ? code.group() : "";
    String rest = message.substring(start.length());
    lines.add(rest.isEmpty() ? "Administrative prohibition" : rest);
    return start + String.join("\n", lines);
  }

  /** The log line of a sender that could not be verified now. */
  static void logDeferred(Course course) {
    Checked failed = course.failedSender;
    if (failed != null && failed.verified() instanceof Verified.Unknown unknown) {
      course.situation.envelope().senderDeferral = unknown.userMessage();
      if (course.situation.value(TOLD).add(failed.address())) {
        log("defer", failed.address(), unknown.logMessage(), course);
      }
    }
  }

  private static void log(String how, String address, String why, Course course) {
    course
        .log()
        .reject(
            course.situation.envelope().queueId(),
            PeerText.hostAndIdent(course.situation.peer(), course.log())
                + " sender verify "
                + how
                + " for <"
                + address
                + ">"
                + (why.isEmpty() ? "" : ": " + why),
            List.of());
  }
}
