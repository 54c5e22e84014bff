// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;
import org.ostler.core.acl.AddressVerifier.Purpose;
import org.ostler.core.acl.AddressVerifier.Verified;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Situation;
import org.ostler.core.mail.TlsRemarks;

/** {@code verify}. */
final class Verification {
  private Verification() {}

  static Step.Work make(String argument, Site site) throws InvalidArgument {
    return site.parsing(argument, VerifySpec::parse, Verification::verify);
  }

  private static Result verify(VerifySpec spec, Course course) throws InterruptedException {
    if (!spec.type().phases.contains(course.phase)) {
      return course.error(
          "cannot verify " + spec.type().word + " in ACL for " + PhaseNames.of(course.phase));
    }
    return switch (spec.type()) {
      case REVERSE_HOST_LOOKUP -> reverse(spec, course);
      case CERTIFICATE -> certificate(course);
      case HELO -> helo(course);
      case CSA -> ClientAuthorization.verify(spec.address(), course);
      case HEADER_SYNTAX -> HeaderVerification.syntax(course);
      case NOT_BLIND -> HeaderVerification.notBlind(!spec.options().isEmpty(), course);
      case HEADER_SENDER -> HeaderVerification.sender(spec, course);
      case HEADER_NAMES_ASCII -> HeaderVerification.namesAscii(course);
      case SENDER -> SenderChecks.verify(spec, course);
      case RECIPIENT -> recipient(spec, course);
    };
  }

  private static Result reverse(VerifySpec spec, Course course) throws InterruptedException {
    Connection peer = course.situation.peer();
    if (peer.hostName() == null && course.traced && peer.address() != null) {
      course.say("looking up host name to force name/address consistency check");
    }
    String how = peer.hostLookupFailed ? "" : " for reverse lookup check";
    return switch (PeerNames.reverse(peer, course.services().environment().resolver())) {
      case YES -> Result.OK;
      case NO -> {
        course.logMessage = "host lookup failed" + how + peer.hostLookupMessage;
        yield Result.FAIL;
      }
      case UNKNOWN ->
          spec.deferOk()
              ? Result.OK
              : course.defer("host lookup deferred for reverse lookup check");
    };
  }

  private static Result certificate(Course course) {
    if (TlsRemarks.isVerified(course.situation.peer())) {
      return Result.OK;
    }
    course.userMessage = "no verified certificate";
    return Result.FAIL;
  }

  private static Result helo(Course course) throws InterruptedException {
    // Exim defers for no DNS trouble here: a name that cannot be shown to be the peer's is not.
    return Result.of(
        PeerNames.helo(course.situation.peer(), course.services().environment().resolver())
            == PeerNames.Found.YES);
  }

  private static Result recipient(VerifySpec spec, Course course) throws InterruptedException {
    Situation situation = course.situation;
    Address address = situation.addressee();
    if (address == null) {
      return course.error("cannot verify recipient in ACL for " + PhaseNames.of(course.phase));
    }
    Situation aside = situation.with(address);
    Verified verified =
        course
            .services()
            .verifier()
            .verify(address.address(), Purpose.RECIPIENT, spec.options(), aside);
    if (course.traced) {
      course.say("----------- end verify ------------");
    }
    return switch (verified) {
      case Verified.Good good -> {
        situation.findings().clear("recipient_verify_failure");
        yield Result.OK;
      }
      case Verified.Bad bad -> {
        if (bad.failureWord() != null) {
          situation.findings().set("recipient_verify_failure", Text.of(bad.failureWord()));
        }
        boolean full = "quota".equals(bad.failureWord());
        // How full mailboxes are is nobody's business but the log's.
        course.messages(
            full ? null : orElse(bad.userMessage(), bad.logMessage()), bad.logMessage());
        yield Result.FAIL;
      }
      case Verified.Unknown unknown -> {
        if (spec.deferOk()) {
          if (course.traced) {
            course.say("verify defer overridden by defer_ok");
          }
          yield Result.OK;
        }
        course.messages(orElse(unknown.userMessage(), unknown.logMessage()), unknown.logMessage());
        course.detailsForPeer = !unknown.userMessage().isEmpty();
        yield Result.DEFER;
      }
    };
  }

  private static String orElse(String first, String second) {
    return first.isEmpty() ? second : first;
  }
}
