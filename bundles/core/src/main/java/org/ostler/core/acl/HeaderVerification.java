// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.List;
import java.util.Locale;
import java.util.Set;
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

  /** Longest part of a field that the log shows. */
  private static final int SHOWN = 1024;

  private HeaderVerification() {}

  static Result syntax(Course course) {
    for (HeaderField field : course.situation.headerFields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      String bare = name.startsWith("resent-") ? name.substring("resent-".length()) : name;
      if (!ADDRESSES.contains(bare)) {
        continue;
      }
      for (HeaderAddresses.Entry entry : HeaderAddresses.of(field)) {
        if (!entry.isQualified()) {
          String problem = entry.problem();
          refuse(
              field,
              problem == null ? "unqualified address not permitted" : problem,
              entry.text(),
              course);
          return Result.FAIL;
        }
      }
    }
    return Result.OK;
  }

  private static void refuse(HeaderField field, String problem, String text, Course course) {
    course.logMessage =
        Printable.of(problem)
            + ": failing address in \""
            + field.name()
            + ":\" header is: "
            + Printable.of(text.length() > SHOWN ? text.substring(0, SHOWN) : text);
    tellDetails(course);
  }

  private static void tellDetails(Course course) {
    course.userMessage =
        course.situation.settings().value(AclOptions.SMTP_RETURN_ERROR_DETAILS)
            ? "Rejected after DATA: " + course.logMessage
            : null;
  }

  static Result namesAscii(Course course) {
    for (HeaderField field : course.situation.headerFields()) {
      String name = field.name();
      for (int i = 0; i < name.length(); i++) {
        if (name.charAt(i) < 33 || name.charAt(i) > 126) {
          course.logMessage = "Invalid character in header \"" + name + "\" found";
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
      for (HeaderAddresses.Entry entry : HeaderAddresses.of(field)) {
        String address = entry.address();
        if (address == null || !entry.isQualified()) {
          continue;
        }
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
    boolean later = false;
    for (String name : SENDERS) {
      for (HeaderField field : course.situation.headerFields()) {
        for (HeaderAddresses.Entry entry :
            field.is(name) ? HeaderAddresses.of(field) : List.<HeaderAddresses.Entry>of()) {
          String address = entry.address();
          if (address == null) {
            told(scanned(field, entry), spec, course);
            return Result.FAIL;
          }
          Situation aside = course.situation.with(course.situation.addressee());
          Verified verified =
              course.services().verifier().verify(address, Purpose.SENDER, spec.options(), aside);
          if (verified instanceof Verified.Good) {
            return Result.OK;
          }
          later |= verified instanceof Verified.Unknown;
        }
      }
    }
    if (later && spec.deferOk()) {
      return Result.OK;
    }
    told(
        later
            ? "all attempts to verify a sender in a header line deferred"
            : "there is no valid sender in any header line",
        spec,
        course);
    return later ? Result.DEFER : Result.FAIL;
  }

  private static String scanned(HeaderField field, HeaderAddresses.Entry entry) {
    return "syntax error in '"
        + field.name()
        + ":' header when scanning for sender: "
        + Printable.of(String.valueOf(entry.problem()))
        + " in \""
        + Printable.of(entry.text())
        + "\"";
  }

  private static void told(String reason, VerifySpec spec, Course course) {
    course.logMessage = reason;
    if (spec.noDetails()) {
      course.userMessage = null;
    } else {
      tellDetails(course);
    }
  }
}
