// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Recipient;
import org.ostler.core.acl.AddressVerifier.Purpose;
import org.ostler.core.acl.AddressVerifier.Verified;
import org.ostler.core.mail.Situation;

/** The kinds of {@code verify} that look at the header section. */
final class HeaderVerification {
  private static final Set<String> ADDRESSES =
      Set.of("from", "to", "cc", "bcc", "reply-to", "sender");
  private static final Set<String> VISIBLE = Set.of("to", "cc", "resent-to", "resent-cc");
  private static final List<String> SENDERS = List.of("sender", "reply-to", "from");

  private HeaderVerification() {}

  static Result syntax(Course course) {
    for (HeaderField field : course.situation.headerFields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      String bare = name.startsWith("resent-") ? name.substring("resent-".length()) : name;
      if (!ADDRESSES.contains(bare)) {
        continue;
      }
      HeaderAddresses.Parsed parsed = HeaderAddresses.parse(field.body());
      String problem = parsed.problem();
      if (problem != null) {
        refuse(field, problem, course);
        return Result.FAIL;
      }
    }
    return Result.OK;
  }

  private static void refuse(HeaderField field, String problem, Course course) {
    course.logMessage =
        problem + ": failing address in \"" + field.name() + ":\" header is: " + firstLine(field);
    tellDetails(course);
  }

  private static void tellDetails(Course course) {
    course.userMessage =
        course.situation.settings().value(AclOptions.SMTP_RETURN_ERROR_DETAILS)
            ? "Rejected after DATA: " + course.logMessage
            : null;
  }

  private static String firstLine(HeaderField field) {
    String body = field.body().strip();
    return Printable.of(body.length() > 1024 ? body.substring(0, 1024) : body);
  }

  static Result namesAscii(Course course) {
    for (HeaderField field : course.situation.headerFields()) {
      String name = field.name();
      for (int i = 0; i < name.length(); i++) {
        if (name.charAt(i) < 33 || name.charAt(i) > 126) {
          course.logMessage = "Invalid character in header \"" + Printable.of(name) + "\" found";
          return Result.FAIL;
        }
      }
    }
    return Result.OK;
  }

  static Result notBlind(boolean caseless, Course course) {
    Situation situation = course.situation;
    for (Recipient recipient : situation.envelope().recipients()) {
      if (!isVisible(recipient, caseless, situation)) {
        course.logMessage = "bcc recipient detected";
        return Result.FAIL;
      }
    }
    return Result.OK;
  }

  private static boolean isVisible(Recipient recipient, boolean caseless, Situation situation) {
    for (HeaderField field : situation.headerFields()) {
      if (!VISIBLE.contains(field.name().toLowerCase(Locale.ROOT))) {
        continue;
      }
      for (String address : HeaderAddresses.parse(field.body()).addresses()) {
        Recipient shown = new Recipient(address);
        boolean samePart =
            caseless
                ? shown.localPart().equalsIgnoreCase(recipient.localPart())
                : shown.localPart().equals(recipient.localPart());
        if (samePart && shown.domain().equalsIgnoreCase(recipient.domain())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether one of the addresses in Sender, Reply-To and From verifies. */
  static Result sender(VerifySpec spec, Course course) throws InterruptedException {
    Result result = Result.FAIL;
    String reason = null;
    for (String name : SENDERS) {
      for (HeaderField field : course.situation.headerFields()) {
        if (!field.is(name)) {
          continue;
        }
        HeaderAddresses.Parsed parsed = HeaderAddresses.parse(field.body());
        for (String address : parsed.addresses()) {
          Situation aside = course.situation.with(course.situation.addressee());
          Verified verified =
              course.services().verifier().verify(address, Purpose.SENDER, spec.options(), aside);
          if (verified instanceof Verified.Good) {
            return Result.OK;
          }
          reason = because(verified, address, name);
          result = verified instanceof Verified.Unknown ? Result.DEFER : result;
        }
        reason = parsed.problem() == null ? reason : parsed.problem();
      }
    }
    if (result == Result.DEFER && spec.deferOk()) {
      return Result.OK;
    }
    told(reason, spec, course);
    return result;
  }

  private static void told(@Nullable String reason, VerifySpec spec, Course course) {
    String text = "there is no valid sender in any header line";
    course.logMessage = reason == null ? text : text + ": " + reason;
    if (spec.noDetails()) {
      course.userMessage = null;
    } else {
      tellDetails(course);
    }
  }

  private static String because(Verified verified, String address, String name) {
    String why =
        switch (verified) {
          case Verified.Good good -> "";
          case Verified.Bad bad -> bad.logMessage();
          case Verified.Unknown unknown -> unknown.logMessage();
        };
    return why + " (" + name + ": " + address + ")";
  }
}
