// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.jspecify.annotations.Nullable;

/**
 * A successful basic OCSP response (RFC 6960 §4.2.1), read whole: every part that is asked for
 * later has been decoded, so that nothing throws after {@link #read}. Nothing of it is verified
 * yet. Immutable; the octets are not copied.
 */
final class OcspResponse {
  /**
   * The most octets that a response may have; those of public authorities have some 500 to 5000.
   */
  static final int LIMIT = 65_536;

  private final byte[] encoded;
  private final BasicOCSPResp basic;
  private final List<Single> singles;
  private final List<X509CertificateHolder> certificates;

  private OcspResponse(byte[] encoded, BasicOCSPResp basic) {
    this.encoded = encoded;
    this.basic = basic;
    this.singles = List.of(basic.getResponses()).stream().map(Single::of).toList();
    this.certificates = List.of(basic.getCerts());
  }

  /**
   * Reads a response.
   *
   * @throws Unreadable when the octets are none, or the responder could not answer
   */
  static OcspResponse read(byte[] der) throws Unreadable {
    if (der.length > LIMIT) {
      throw new Unreadable("parse error: more than " + LIMIT + " octets");
    }
    try {
      OCSPResp response = new OCSPResp(der);
      if (response.getStatus() != OCSPResp.SUCCESSFUL) {
        throw new Unreadable("error parsing response: " + problem(response.getStatus()));
      }
      if (response.getResponseObject() instanceof BasicOCSPResp basic) {
        OcspResponse read = new OcspResponse(der, basic);
        // Decoded here, where a malformed one can still be refused.
        basic.getTBSResponseData();
        basic.getSignatureAlgOID();
        return read;
      }
      throw new Unreadable("error parsing response: not of the type basic");
    } catch (IOException | OCSPException e) {
      throw new Unreadable("parse error: " + e.getMessage());
    } catch (RuntimeException e) {
      // The decoder of ASN.1 tells of wrong types and shapes by unchecked exceptions of many kinds.
      throw new Unreadable("parse error: " + e);
    }
  }

  // RFC 6960 §4.2.1, OCSPResponseStatus.
  private static String problem(int status) {
    return switch (status) {
      case OCSPResp.MALFORMED_REQUEST -> "malformed request";
      case OCSPResp.INTERNAL_ERROR -> "internal error";
      case OCSPResp.TRY_LATER -> "try later";
      case OCSPResp.SIG_REQUIRED -> "signature required";
      case OCSPResp.UNAUTHORIZED -> "unauthorized";
      default -> "response status " + status;
    };
  }

  /** The octets, as they go over the wire. */
  byte[] encoded() {
    return encoded;
  }

  /** What is said of the certificate; null when nothing is. */
  @Nullable Single about(Subject subject) {
    for (Single single : singles) {
      if (subject.isNamedBy(single.id())) {
        return single;
      }
    }
    return null;
  }

  /** The certificates that the responder sent along. */
  List<X509CertificateHolder> certificates() {
    return certificates;
  }

  /** Who signed, by name or by key. */
  RespID responder() {
    return basic.getResponderId();
  }

  /** The signed whole. */
  BasicOCSPResp basic() {
    return basic;
  }

  /**
   * What a response says of one certificate.
   *
   * @param nextUpdate null when the responder always has newer information (RFC 6960 §2.4)
   */
  record Single(CertificateID id, State state, Instant thisUpdate, @Nullable Instant nextUpdate) {
    static Single of(SingleResp response) {
      Date next = response.getNextUpdate();
      return new Single(
          response.getCertID(),
          State.of(response.getCertStatus()),
          response.getThisUpdate().toInstant(),
          next == null ? null : next.toInstant());
    }
  }

  /** The status of a certificate (RFC 6960 §2.2). */
  sealed interface State {
    /** Not revoked, as far as the responder knows. */
    record Good() implements State {}

    /** Revoked; the reason is that of RFC 5280 §5.3.1, empty when none is told. */
    record Revoked(String reason) implements State {}

    /** The responder does not know the certificate. */
    record Unknown() implements State {}

    private static State of(@Nullable CertificateStatus status) {
      if (status == CertificateStatus.GOOD) {
        return new Good();
      }
      if (status instanceof RevokedStatus revoked) {
        return new Revoked(revoked.hasRevocationReason() ? reason(revoked) : "");
      }
      return new Unknown();
    }

    private static String reason(RevokedStatus revoked) {
      return switch (revoked.getRevocationReason()) {
        case 0 -> "unspecified";
        case 1 -> "keyCompromise";
        case 2 -> "cACompromise";
        case 3 -> "affiliationChanged";
        case 4 -> "superseded";
        case 5 -> "cessationOfOperation";
        case 6 -> "certificateHold";
        case 8 -> "removeFromCRL";
        case 9 -> "privilegeWithdrawn";
        case 10 -> "aACompromise";
        default -> "(UNKNOWN)";
      };
    }
  }

  /** No OCSP response, or one without an answer. The message is for the log. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }
}
