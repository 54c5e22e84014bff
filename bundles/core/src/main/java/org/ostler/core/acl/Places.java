// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import static org.ostler.api.acl.Phase.AUTH;
import static org.ostler.api.acl.Phase.CONNECT;
import static org.ostler.api.acl.Phase.DATA;
import static org.ostler.api.acl.Phase.DKIM;
import static org.ostler.api.acl.Phase.ETRN;
import static org.ostler.api.acl.Phase.EXPN;
import static org.ostler.api.acl.Phase.HELO;
import static org.ostler.api.acl.Phase.MAIL;
import static org.ostler.api.acl.Phase.MAILAUTH;
import static org.ostler.api.acl.Phase.MIME;
import static org.ostler.api.acl.Phase.NOTQUIT;
import static org.ostler.api.acl.Phase.NOT_SMTP;
import static org.ostler.api.acl.Phase.NOT_SMTP_MIME;
import static org.ostler.api.acl.Phase.NOT_SMTP_START;
import static org.ostler.api.acl.Phase.PRDR;
import static org.ostler.api.acl.Phase.PREDATA;
import static org.ostler.api.acl.Phase.QUIT;
import static org.ostler.api.acl.Phase.RCPT;
import static org.ostler.api.acl.Phase.STARTTLS;
import static org.ostler.api.acl.Phase.VRFY;
import static org.ostler.api.acl.Phase.WELLKNOWN;

import java.util.EnumSet;
import java.util.Set;
import org.ostler.api.acl.Phase;

/** Sets of lists in which words may stand, as Exim 4.96 has them. */
final class Places {
  static final Set<Phase> ANY = Set.of(Phase.values());
  static final Set<Phase> ADDRESS = Set.of(RCPT, VRFY, PRDR);
  static final Set<Phase> RECIPIENT = Set.of(RCPT);
  static final Set<Phase> ADDRESSED = Set.of(RCPT, VRFY);
  static final Set<Phase> HOST = except(NOT_SMTP, NOT_SMTP_START, NOT_SMTP_MIME);
  static final Set<Phase> BEFORE_SIGNATURES = except(DATA, PRDR, NOT_SMTP, NOT_SMTP_START);
  static final Set<Phase> TRAFFIC = except(NOT_SMTP, NOT_SMTP_START, NOT_SMTP_MIME, NOTQUIT);
  static final Set<Phase> UNADVERTISED = Set.of(CONNECT, HELO);
  static final Set<Phase> AFTER_HELO =
      except(NOT_SMTP, NOT_SMTP_START, NOT_SMTP_MIME, CONNECT, HELO);
  static final Set<Phase> ENCRYPTED = except(NOT_SMTP, NOT_SMTP_START, NOT_SMTP_MIME, HELO);
  static final Set<Phase> SENDER =
      except(AUTH, CONNECT, HELO, MAILAUTH, QUIT, ETRN, EXPN, STARTTLS, VRFY);
  static final Set<Phase> HEADER =
      Set.of(MAIL, RCPT, PREDATA, DATA, PRDR, MIME, NOT_SMTP, NOT_SMTP_START, NOT_SMTP_MIME);
  static final Set<Phase> HEADER_ADD = with(HEADER, DKIM);
  static final Set<Phase> CONTENT = Set.of(DATA, PRDR, NOT_SMTP, MIME, NOT_SMTP_MIME);
  static final Set<Phase> PART = Set.of(MIME, NOT_SMTP_MIME);
  static final Set<Phase> SCANNED = Set.of(MAIL, RCPT, PREDATA, DATA, MIME, NOT_SMTP_MIME);
  static final Set<Phase> DELAY = except(NOTQUIT);
  static final Set<Phase> QUEUED = except(DATA, PRDR, NOT_SMTP);
  static final Set<Phase> MESSAGE =
      Set.of(MAIL, RCPT, PREDATA, DATA, NOT_SMTP, MIME, NOT_SMTP_MIME);
  static final Set<Phase> FAKE = Set.of(MAIL, RCPT, PREDATA, DATA, PRDR, MIME);
  static final Set<Phase> SUBMISSION = Set.of(MAIL, RCPT, PREDATA);
  static final Set<Phase> INQUIRED = Set.of(WELLKNOWN);
  static final Set<Phase> FIXUPS = Set.of(MAIL, RCPT, PREDATA, NOT_SMTP_START);

  private Places() {}

  private static Set<Phase> except(Phase... phases) {
    EnumSet<Phase> set = EnumSet.allOf(Phase.class);
    set.removeAll(Set.of(phases));
    return Set.copyOf(set);
  }

  private static Set<Phase> with(Set<Phase> phases, Phase more) {
    EnumSet<Phase> set = EnumSet.copyOf(phases);
    set.add(more);
    return Set.copyOf(set);
  }
}
